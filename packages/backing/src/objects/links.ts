import { createHmac, timingSafeEqual } from "node:crypto";

/** Signs and checks links to objects that the gateway serves itself. */
export interface Links {
  sign(key: string, options: { expires_s: number; filename?: string }): string;
  verify(key: string, query: { expires: string; signature: string }): boolean;
}

/** `now` is in milliseconds. The file name is not signed: it only names the download. */
export function createLinks(secret: string, now: () => number = Date.now): Links {
  const signature = (key: string, expires: string) =>
    createHmac("sha256", secret).update(`oneheart object link\n${expires}\n${key}`).digest();
  return {
    sign(key, { expires_s, filename }) {
      const expires = String(Math.floor(now() / 1000) + Math.ceil(expires_s));
      const query = new URLSearchParams({ expires, signature: signature(key, expires).toString("base64url") });
      if (filename !== undefined) query.set("filename", filename);
      return `/objects/${key.split("/").map(encodeURIComponent).join("/")}?${query}`;
    },
    verify(key, query) {
      if (!/^\d{1,12}$/.test(query.expires)) return false;
      const given = Buffer.from(query.signature, "base64url");
      const wanted = signature(key, query.expires);
      return given.length === wanted.length && timingSafeEqual(given, wanted) && Number(query.expires) * 1000 > now();
    },
  };
}
