/** Where people reach this server. */
export function publicBase({ HOST, PORT, PUBLIC_URL }: { HOST: string; PORT: number; PUBLIC_URL?: string }): string {
  return PUBLIC_URL?.replace(/\/$/, "") ?? `http://${HOST.includes(":") ? `[${HOST}]` : HOST}:${PORT}`;
}
