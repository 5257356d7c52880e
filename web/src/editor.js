// CodeMirror over the text area, which stays the field of the form. It lives in a shadow root, where its styles are
// allowed: the pages take none from scripts.
import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const WORDS = [
  "SELECT", "DISTINCT", "WHERE", "OPTIONAL", "FILTER", "UNION", "GRAPH", "VALUES", "BIND", "MINUS", "EXISTS",
  "NOT EXISTS", "ORDER BY", "GROUP BY", "HAVING", "LIMIT", "OFFSET", "COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE",
  "GROUP_CONCAT", "CONSTRUCT", "DESCRIBE", "ASK", "COALESCE", "REGEX", "CONTAINS", "STRSTARTS", "LCASE", "UCASE",
  "STR", "LANG", "DATATYPE", "BOUND", "YEAR", "IF", "AS", "DESC", "ASC", "UNDEF", "PREFIX",
];

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)", fontWeight: "600" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--code-variable)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.atom, tags.literal, tags.number], color: "var(--code-iri)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: tags.standard(tags.name), color: "var(--code-keyword)" },
]);

const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "0.9rem", border: "1px solid var(--strong-line)", borderRadius: "6px" },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "1px" },
  ".cm-content": { fontFamily: "var(--mono)", caretColor: "var(--ink)", padding: "0.6rem 0" },
  ".cm-scroller": { lineHeight: "1.5", minHeight: "9rem", maxHeight: "30rem", overflow: "auto" },
  ".cm-gutters": { backgroundColor: "var(--sheet)", color: "var(--soft)", border: "none" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--mark) !important" },
  ".cm-matchingBracket": { backgroundColor: "var(--none) !important" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--strong-line)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--paper)" },
  ".cm-completionInfo": { maxWidth: "22rem", padding: "0.5rem 0.7rem", fontFamily: "var(--sans)" },
  ".cm-completionDetail": { color: "inherit", fontStyle: "normal", opacity: "0.8" },
});

/** Gives what may stand where the cursor is: variables of the query, prefixes, terms, words of the language. */
function completer(address) {
  let known;
  const load = () => (known ??= fetch(address).then((each) => (each.ok ? each.json() : { prefixes: {}, terms: [] })));
  return async (context) => {
    const word = context.matchBefore(/[?$]?[\w-]*:?[\w-]*/);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    const text = context.state.doc.toString();
    if (/^[?$]/.test(word.text)) {
      const names = new Set(text.match(/[?$][A-Za-z_]\w*/g) ?? []);
      names.delete(word.text);
      return { from: word.from, options: [...names].sort().map((label) => ({ label, type: "variable" })), validFor: /^[?$]\w*$/ };
    }
    const { prefixes, terms } = await load();
    if (word.text.includes(":")) {
      const options = terms.map(([label, info]) => ({ label, info: info || undefined, type: "class" }));
      return { from: word.from, options, validFor: /^[\w-]*:[\w-]*$/ };
    }
    const options = [
      ...WORDS.map((label) => ({ label, type: "keyword" })),
      ...Object.entries(prefixes).map(([prefix, detail]) => ({ label: `${prefix}:`, detail, type: "namespace" })),
    ];
    return { from: word.from, options, validFor: /^\w*$/ };
  };
}

/** Types over what is selected; the browser itself would keep its look in a style, which the pages do not allow. */
function replaceSelected(event, view) {
  const typed = event.inputType === "insertText" && event.data;
  // A bracket or quote goes around what is selected.
  if (!typed || view.state.selection.main.empty || /^[([{"']$/.test(typed)) return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(typed), { userEvent: "input.type", scrollIntoView: true });
  return true;
}

export function editor(area, place) {
  const root = place.attachShadow({ mode: "open" });
  const form = area.form;
  const run = () => {
    form.requestSubmit();
    return true;
  };
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        lineNumbers(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        StreamLanguage.define(sparql),
        syntaxHighlighting(colours),
        autocompletion({ override: [completer(place.dataset.terms)], icons: false }),
        keymap.of([{ key: "Mod-Enter", run }, ...completionKeymap, ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ "aria-label": "Query", spellcheck: "false", tabindex: "0" }),
        EditorView.domEventHandlers({ beforeinput: replaceSelected }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) area.value = update.state.doc.toString();
        }),
        theme,
      ],
    }),
  });
  area.hidden = true;
  document.querySelector(".keys")?.removeAttribute("hidden");
  return view;
}
