import type { Notification } from "@oneheart/contracts";
import { type Language, message, render, renderAll, type Sentence } from "@oneheart/messages";
import type { z } from "zod";

export type NotificationView = z.output<typeof Notification>;

/** A notification as it lies among the documents: without a language. Those from before there was a catalogue hold English words. */
export interface StoredNotification extends Omit<NotificationView, "title" | "body"> {
  title: Sentence;
  body: Sentence[] | string;
  player_id: string;
  /** Whose name and words the text repeats, when it does. */
  sender_id?: string;
  /** When it came to be; later than its event when that was held up. */
  stored_at: string;
}

/** A notification in its reader's language. */
export function presentNotification(stored: StoredNotification, language: Language): NotificationView {
  const { id, type, title, body, data, created_at, read_at } = stored;
  const sentences = typeof body === "string" ? [body] : body;
  return { id, type, title: render(title, language), body: renderAll(sentences, language), data, created_at, read_at };
}

/** What goes by mail or SMS: without a word that another person chose, so that nobody can send strangers text in our name. */
export function presentOutside(stored: StoredNotification, language: Language): NotificationView {
  if (!stored.sender_id) return presentNotification(stored, language);
  const neutral = { title: message("notification.received_outside.title"), body: [message("notification.received_outside.body")] };
  return presentNotification({ ...stored, ...neutral }, language);
}
