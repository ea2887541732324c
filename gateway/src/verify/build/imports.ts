import { posix } from "node:path";

// A statement starts its line, in our formatter's output and in the libraries that the page uses; what a comment quotes does not.
const statements = /^((?:import|export)\b[^'"`;]*?\bfrom\s*|import\s*)(["'])([^"'\n]+)\2/gm;

/** What a module imports or exports again from elsewhere, as it says it. */
export function importsOf(source: string): string[] {
  return [...source.matchAll(statements)].map(([, , , specifier]) => specifier!);
}

/** The module with each import as a path relative to its own, which is what a browser understands. */
export function rewriteImports(source: string, path: string, pathOf: (specifier: string) => string): string {
  return source.replace(statements, (_, before: string, quote: string, specifier: string) => {
    const relative = posix.relative(posix.dirname(path), pathOf(specifier));
    return `${before}${quote}${relative.startsWith(".") ? relative : `./${relative}`}${quote}`;
  });
}
