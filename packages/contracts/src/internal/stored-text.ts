import { z } from "zod";
import { shape } from "../common/shared.ts";

/** A text for people before it has a language, as services store it and tell each other. */
export interface StoredMessage {
  code: string;
  parameters: Record<string, string | number | StoredMessage>;
}

const StoredMessage: z.ZodType<StoredMessage> = shape("StoredMessage", {
  code: z.string(),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.lazy(() => StoredMessage)])),
});

/** A message, or the English words that were stored before there were messages. */
export const StoredText = z.union([z.string(), StoredMessage]);
export type StoredText = z.infer<typeof StoredText>;
