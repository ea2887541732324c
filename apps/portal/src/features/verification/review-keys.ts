import { useMemo } from "react";
import { useWords } from "../../app/i18n.ts";
import type { PageKeys } from "../../app/key-help.ts";
import { reviewWords } from "./review-words.ts";

/** For the help on `?`. */
export function useReviewKeys(): PageKeys {
  const t = useWords(reviewWords);
  return useMemo(
    () => ({
      title: t("page"),
      keys: [
        ["A", t("key_approve")],
        ["R", t("key_reject")],
        ["1 – 9 , 0", t("key_reason")],
        ["W C P K O", t("key_why_approve")],
        ["Z", t("key_undo")],
        ["N", t("key_next")],
        ["S", t("key_skip")],
        ["X", t("key_extend")],
        ["V", t("key_view")],
        ["+ −", t("key_zoom")],
        ["F", t("key_full")],
        ["E", t("key_note")],
        ["B", t("key_people")],
      ],
    }),
    [t],
  );
}
