import { type Message, message } from "@oneheart/messages";

/** What a player is told of the people helped; the words have no language yet. */
export interface PeopleHelped {
  reported: number | null;
  words: Message;
}

/** Before the award tells what counted. `reported` is null until the quest is handed in. */
export function explainPeople(reported: number | null): PeopleHelped {
  if (reported === null) return { reported, words: message("people_helped.ask") };
  if (reported === 0) return { reported, words: message("people_helped.nobody") };
  return { reported, words: message("people_helped.reported", { reported }) };
}
