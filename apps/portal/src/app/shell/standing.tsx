import { IconCloudOff } from "@tabler/icons-react";
import { useSyncExternalStore } from "react";
import { useWords } from "../i18n.ts";
import classes from "./shell.module.css";
import { shellWords } from "./shell-words.ts";

function subscribe(listener: () => void): () => void {
  addEventListener("online", listener);
  addEventListener("offline", listener);
  return () => {
    removeEventListener("online", listener);
    removeEventListener("offline", listener);
  };
}

/** Says so while there is no connection. */
export function Standing() {
  const t = useWords(shellWords);
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {!online && (
        <p className={classes.offline}>
          <IconCloudOff size={18} aria-hidden />
          {t("offline")}
        </p>
      )}
    </div>
  );
}
