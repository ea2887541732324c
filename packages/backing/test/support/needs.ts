/** The address of a real server, or the reason why its tests are skipped. */
export function needs(variable: string): { url: string; skip: false | string } {
  const url = process.env[variable] ?? "";
  return { url, skip: url === "" && `set ${variable} to run this against a real server` };
}
