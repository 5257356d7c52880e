"""A build as a static site: the pages and data of the server as files, for any host."""
