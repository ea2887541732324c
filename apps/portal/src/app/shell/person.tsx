import { IconLogout } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useWords } from "../i18n.ts";
import { homeOf } from "../navigation.ts";
import { usePortal, useSession } from "../portal-context.tsx";
import classes from "./shell.module.css";
import { shellWords } from "./shell-words.ts";

/** Who is signed in, with the way out; or the way in. */
export function Person() {
  const t = useWords(shellWords);
  const { session } = usePortal();
  const { status, person } = useSession();
  const navigate = useNavigate();
  const client = useQueryClient();
  if (status === "unknown") return <span className={classes.personWaits} />;
  if (person === undefined)
    return (
      <Link to="/sign-in" className={classes.signIn}>
        {t("sign_in")}
      </Link>
    );
  const leave = async () => {
    await session.logOut();
    client.clear();
    await navigate({ to: "/" });
  };
  return (
    <div className={classes.person}>
      <Link to={homeOf(person.role)} className={classes.personName} title={t("console")}>
        <span className={classes.avatar} aria-hidden>
          {[...person.username][0]?.toUpperCase()}
        </span>
        <span className={classes.personWords}>
          <span className={classes.ellipsis}>{person.username}</span>
          <small>{t(`role_${person.role}`)}</small>
        </span>
      </Link>
      <button type="button" className={classes.tool} aria-label={t("sign_out")} title={t("sign_out")} onClick={() => void leave()}>
        <IconLogout size={18} stroke={1.7} aria-hidden />
      </button>
    </div>
  );
}
