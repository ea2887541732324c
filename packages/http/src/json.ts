import { inputWords } from "@oneheart/contracts";
import { commonError } from "@oneheart/kernel";
import type { FastifyInstance } from "fastify";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** JSON is the only content type. An empty body is no body; keys that would reach a prototype are refused (secure-json-parse). */
export function installJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body: Buffer, done) => {
    const refuse = (message: string) => done(commonError("malformed_json", { message }));
    let text: string;
    try {
      text = utf8.decode(body);
    } catch {
      return refuse(inputWords.not_utf8);
    }
    if (text.trim() === "") return done(null, undefined);
    return parse(request, text, (error, value) => (error ? refuse(inputWords.not_json) : done(null, value)));
  });
}
