import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconLanguage, IconMoon, IconSun } from "@tabler/icons-react";
import { changeLanguage, useLanguage, useWords } from "../i18n.ts";
import classes from "./shell.module.css";
import { shellWords } from "./shell-words.ts";

/** The other language and the other theme. */
export function PageTools() {
  const t = useWords(shellWords);
  const language = useLanguage();
  const other = language === "en" ? "th" : "en";
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  const Icon = scheme === "dark" ? IconSun : IconMoon;
  return (
    <>
      <button type="button" className={classes.tool} data-tool="language" onClick={() => void changeLanguage(other)}>
        <IconLanguage size={18} stroke={1.7} aria-hidden />
        <span lang={other}>{t("other_language")}</span>
      </button>
      <button
        type="button"
        className={classes.tool}
        data-tool="theme"
        aria-label={scheme === "dark" ? t("light") : t("dark")}
        title={scheme === "dark" ? t("light") : t("dark")}
        onClick={() => setColorScheme(scheme === "dark" ? "light" : "dark")}
      >
        <Icon size={18} stroke={1.7} aria-hidden />
      </button>
    </>
  );
}
