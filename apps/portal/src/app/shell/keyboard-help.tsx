import { useNavigate } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { LateDialog } from "../../components/dialog/late-dialog.tsx";
import { useWords } from "../i18n.ts";
import type { PageKeys } from "../key-help.ts";
import { useKeys } from "../keys.ts";
import { homeOf } from "../navigation.ts";
import { useSession } from "../portal-context.tsx";
import { usePageKeys } from "../use-key-help.ts";
import classes from "./keyboard-help.module.css";
import { shellWords } from "./shell-words.ts";

const everywhere = [
  ["?", "key_help"],
  ["Esc", "key_back"],
  ["/", "key_search"],
  ["G H", "key_home"],
  ["G W", "key_work"],
  ["L", "key_language"],
  ["T", "key_theme"],
] as const;

/** What keys do, on `?`, and the keys that work everywhere. */
export function KeyboardHelp() {
  const t = useWords(shellWords);
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  const { person } = useSession();
  const page = usePageKeys();
  const press = (tool: string) => document.querySelector<HTMLButtonElement>(`[data-tool="${tool}"]`)?.click();
  useKeys({
    "?": () => setOpen(true),
    "/": () => document.querySelector<HTMLInputElement>("[data-search]")?.focus(),
    "g h": () => void navigate({ to: "/" }),
    "g w": () => void (person && navigate({ to: homeOf(person.role) })),
    l: () => press("language"),
    t: () => press("theme"),
  });
  if (!open) return null;
  return (
    <Suspense>
      <LateDialog opened onClose={() => setOpen(false)} title={t("keyboard")} closeButtonProps={{ "aria-label": t("keyboard_close") }}>
        {page && (
          <>
            <h3>{page.title}</h3>
            <Keys keys={page.keys} />
            <h3>{t("everywhere")}</h3>
          </>
        )}
        <Keys keys={everywhere.map(([key, word]) => [key, t(word)] as const)} />
      </LateDialog>
    </Suspense>
  );
}

function Keys({ keys }: { keys: PageKeys["keys"] }) {
  return (
    <dl className={classes.keys}>
      {keys.map(([key, words]) => (
        <div key={key}>
          <dt>{key.split(" ").map((part) => (part === "–" || part === "," ? part : <kbd key={part}>{part}</kbd>))}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
