import { Button } from "@mantine/core";
import { useRouterState } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { useWords } from "../i18n.ts";
import { useKeys } from "../keys.ts";
import type { SettledAct } from "../outbox.ts";
import { usePortal } from "../portal-context.tsx";
import { useTrouble } from "../trouble.ts";
import { useSettled, useWaitingActs } from "../use-outbox.ts";
import { useSecondsLeft } from "../use-seconds-left.ts";
import classes from "./outbox-bar.module.css";
import { shellWords } from "./shell-words.ts";

/** What was done and is not sent yet, on every page but the one that shows it itself. */
export function OutboxBar() {
  const { outbox } = usePortal();
  const t = useWords(shellWords);
  const trouble = useTrouble();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const acts = useWaitingActs();
  const [refused, setRefused] = useState<SettledAct>();
  useSettled(useCallback((settled) => settled.error !== undefined && settled.act.path !== location.pathname && setRefused(settled), []));
  const [act] = acts.filter((one) => one.path !== path || one.state === "left");
  useKeys({ z: () => act && outbox.takeBack(act.id) }, { active: act !== undefined });
  const isWaiting = acts.length > 0;
  useEffect(() => {
    if (!isWaiting) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [isWaiting]);

  if (act === undefined && refused === undefined) return null;
  return (
    <div className={classes.bar} role="status" data-no-print>
      {act ? (
        <Waiting key={act.id} what={act.what} due_ms={act.due_ms} state={act.state}>
          <Button variant="default" size="xs" onClick={() => outbox.takeBack(act.id)}>
            {t("take_back")} <kbd>Z</kbd>
          </Button>
          <Button size="xs" loading={act.state === "sending"} onClick={() => void outbox.send(act.id)}>
            {t("send_now")}
          </Button>
        </Waiting>
      ) : (
        <>
          <span>
            {t("refused", { what: refused!.act.what })} {trouble(refused!.error).detail}
          </span>
          <Button variant="default" size="xs" onClick={() => setRefused(undefined)}>
            {t("dismiss")}
          </Button>
        </>
      )}
    </div>
  );
}

interface WaitingProps {
  what: string;
  due_ms: number;
  state: string;
  children: React.ReactNode;
}

function Waiting({ what, due_ms, state, children }: WaitingProps) {
  const t = useWords(shellWords);
  const left_s = useSecondsLeft(due_ms);
  const words = () => {
    if (state === "waiting") return t("sent_in", { what, count: left_s });
    return state === "sending" ? t("sending", { what }) : t("not_sent", { what });
  };
  return (
    <>
      <span>{words()}</span>
      {children}
    </>
  );
}
