import type { Snippet } from "../../../../common/contracts/settings.ts";

const JSX = ["typescriptreact", "javascriptreact", "javascript"];
const SCRIPT = ["typescript", "typescriptreact", "javascript", "javascriptreact"];
const TYPED = ["typescript", "typescriptreact"];
const STYLE = ["css", "scss", "less"];

/** Snippets that come with Studio: a few for what web apps are written in. */
export const BUNDLED_SNIPPETS: readonly Snippet[] = [
  of(
    "Component",
    "rfc",
    JSX,
    "export function ${1:${TM_FILENAME_BASE}}() {\n\treturn (\n\t\t<${2:div}>$0</${2:div}>\n\t);\n}",
  ),
  of(
    "Component with props",
    "rfcp",
    ["typescriptreact"],
    "interface ${1:${TM_FILENAME_BASE}}Props {\n\treadonly ${2:title}: ${3:string};\n}\n\nexport function ${1:${TM_FILENAME_BASE}}({ ${2:title} }: ${1:${TM_FILENAME_BASE}}Props) {\n\treturn <${4:div}>{${2:title}}$0</${4:div}>;\n}",
  ),
  of("State", "us", JSX, "const [${1:value}, set${1/(.*)/${1:/capitalize}/}] = useState(${2});$0"),
  of("Effect", "ue", JSX, "useEffect(() => {\n\t$1\n\treturn () => {\n\t\t$0\n\t};\n}, [$2]);"),
  of("Memo", "um", JSX, "const ${1:value} = useMemo(() => ${2}, [$3]);$0"),
  of("Callback", "uc", JSX, "const ${1:name} = useCallback(($2) => {\n\t$0\n}, [$3]);"),
  of("Reference", "ur", JSX, "const ${1:ref} = useRef<${2:HTMLDivElement}>(null);$0"),
  of(
    "List",
    "map",
    JSX,
    "{${1:items}.map((${2:item}) => (\n\t<${3:li} key={${2:item}.${4:id}}>$0</${3:li}>\n))}",
  ),
  of("Import", "imp", SCRIPT, 'import { $2 } from "${1:module}";$0'),
  of("Function", "fn", SCRIPT, "function ${1:name}($2) {\n\t$0\n}"),
  of("Async function", "afn", SCRIPT, "async function ${1:name}($2) {\n\t$0\n}"),
  of("Arrow function", "af", SCRIPT, "const ${1:name} = ($2) => ${3:{\n\t$0\n}};"),
  of("Log", "log", SCRIPT, "console.log($1);$0"),
  of("For of", "forof", SCRIPT, "for (const ${1:item} of ${2:items}) {\n\t$0\n}"),
  of("Try", "try", SCRIPT, "try {\n\t$1\n} catch (error) {\n\t$0\n}"),
  of(
    "Switch",
    "switch",
    SCRIPT,
    "switch (${1:value}) {\n\tcase ${2:first}:\n\t\t$0\n\t\tbreak;\n}",
  ),
  of("Promise", "prom", SCRIPT, "new Promise((resolve, reject) => {\n\t$0\n})"),
  of("Test", "test", SCRIPT, 'test("${1:what it does}", () => {\n\texpect($2).toBe($0);\n});'),
  of("Interface", "int", TYPED, "interface ${1:Name} {\n\t$0\n}"),
  of("Type", "type", TYPED, "type ${1:Name} = $0;"),
  of(
    "Worker",
    "worker",
    TYPED,
    'export default {\n\tasync fetch(request: Request, env: Env): Promise<Response> {\n\t\treturn ${0:new Response("Hello")};\n\t},\n};',
  ),
  of(
    "Page",
    "html5",
    ["html"],
    '<!doctype html>\n<html lang="${1:en}">\n\t<head>\n\t\t<meta charset="utf-8" />\n\t\t<meta name="viewport" content="width=device-width, initial-scale=1" />\n\t\t<title>${2:Title}</title>\n\t</head>\n\t<body>\n\t\t$0\n\t</body>\n</html>',
  ),
  of("Style sheet", "link", ["html"], '<link rel="stylesheet" href="${1:style.css}" />$0'),
  of("Module script", "script", ["html"], '<script type="module" src="${1:main.js}"></script>$0'),
  of("Media query", "media", STYLE, "@media (${1:width >= 48rem}) {\n\t$0\n}"),
  of("Container query", "container", STYLE, "@container (${1:width >= 30rem}) {\n\t$0\n}"),
  of(
    "Keyframes",
    "keyframes",
    STYLE,
    "@keyframes ${1:name} {\n\tfrom {\n\t\t$2\n\t}\n\tto {\n\t\t$0\n\t}\n}",
  ),
  of(
    "Grid",
    "grid",
    STYLE,
    "display: grid;\ngrid-template-columns: ${1:repeat(auto-fill, minmax(16rem, 1fr))};\ngap: ${2:1rem};$0",
  ),
  of("Centre", "centre", STYLE, "display: grid;\nplace-items: center;$0"),
  of("Custom property", "var", STYLE, "var(--${1:name})$0"),
];

function of(name: string, prefix: string, languages: readonly string[], body: string): Snippet {
  return { name, prefixes: [prefix], languages, body, description: null };
}
