// Bundles what the pages run in the browser, with the licences of what is in the bundles.
import { build } from "esbuild";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/inspectgraph/presenting/static/built");

// The pages allow no styles from scripts; explorer.css has the few that force-graph needs.
const withoutStyles = {
  name: "without-styles",
  setup({ onLoad }) {
    onLoad({ filter: /(force-graph|float-tooltip)\.mjs$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      if (!source.includes("styleInject(css_248z);")) throw new Error(`${path} adds its styles in another way`);
      return { contents: source.replace("styleInject(css_248z);", ""), loader: "js" };
    });
  },
};

function licences(inputs) {
  const names = new Set();
  for (const path of Object.keys(inputs)) {
    const found = path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//);
    if (found) names.add(found[1]);
  }
  return [...names].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    return { name, version, licence: license, text: file ? readFileSync(join(folder, file), "utf8") : "" };
  });
}

if (existsSync(out)) rmSync(out, { recursive: true });
mkdirSync(out, { recursive: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["src/explorer.js", "src/neighbourhood.js", "src/query.js"],
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  chunkNames: "chunk-[hash]",
  metafile: true,
  plugins: [withoutStyles],
});
const permissive = /^(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD)$/;
const found = licences(metafile.inputs);
for (const { name, licence } of found) if (!permissive.test(licence)) throw new Error(`${name} is under ${licence}`);
writeFileSync(join(out, "licences.json"), JSON.stringify(found, null, 1) + "\n");
for (const [path, { bytes }] of Object.entries(metafile.outputs)) console.log(`${path.split("/").pop()}  ${Math.round(bytes / 1024)} kB`);
