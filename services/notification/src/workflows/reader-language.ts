import type { Context } from "@oneheart/kernel";
import { type Language, languageFor } from "@oneheart/messages";
import { preferencesOf } from "./preferences.ts";

/** The language of an answer: the one that the person set, else the one that their client asks for. */
export async function readerLanguage(ctx: Pick<Context, "db" | "principal" | "source">): Promise<Language> {
  const { language } = await preferencesOf(ctx, ctx.principal.playerId);
  return language ?? languageFor(ctx.source.acceptLanguage);
}
