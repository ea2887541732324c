import { IconCheck, IconX } from "@tabler/icons-react";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { defineWords, useWords } from "./i18n.ts";
import classes from "./toasts.module.css";

const words = defineWords("toasts", { close: "Close the message", undo: "Undo" }, { close: "ปิดข้อความ", undo: "ย้อนกลับ" });

interface Toast {
  id: number;
  text: string;
  undo?: () => void;
}

/** Tells what was done, with a way back where there is one. */
export type Tell = (text: string, options?: { undo?: () => void }) => void;

const shownFor_ms = 8000;
const ToastContext = createContext<Tell>(() => {});

export function useTell(): Tell {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useWords(words);
  const [toasts, setToasts] = useState<Toast[]>([]);
  const next = useRef(0);
  const close = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const tell = useCallback<Tell>(
    (text, options) => {
      next.current += 1;
      const id = next.current;
      setToasts((all) => [...all.slice(-2), { id, text, undo: options?.undo }]);
      setTimeout(() => close(id), shownFor_ms);
    },
    [close],
  );
  const list = useMemo(
    () =>
      toasts.map(({ id, text, undo }) => (
        <li key={id} className={classes.toast}>
          <IconCheck size={18} aria-hidden className={classes.mark} />
          <span>{text}</span>
          {undo && (
            <button
              type="button"
              className={classes.undo}
              onClick={() => {
                undo();
                close(id);
              }}
            >
              {t("undo")}
            </button>
          )}
          <button type="button" className={classes.close} aria-label={t("close")} onClick={() => close(id)}>
            <IconX size={16} aria-hidden />
          </button>
        </li>
      )),
    [toasts, close, t],
  );
  return (
    <ToastContext value={tell}>
      {children}
      <ul className={classes.list} aria-live="polite" data-no-print>
        {list}
      </ul>
    </ToastContext>
  );
}
