import { IconMapOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Page } from "../components/page/page.tsx";
import { State } from "../components/states/states.tsx";
import { defineWords, useWords } from "./i18n.ts";

const words = defineWords(
  "not-found",
  { title: "There is no such page", more: "The address may be mistyped, or the page has moved.", home: "To the first page" },
  { title: "ไม่พบหน้านี้", more: "ที่อยู่อาจพิมพ์ผิด หรือหน้านี้ถูกย้ายไปแล้ว", home: "ไปหน้าแรก" },
);

export function NotFound() {
  const t = useWords(words);
  return (
    <Page title={t("title")}>
      <State icon={IconMapOff} title={t("more")} action={<Link to="/">{t("home")}</Link>} />
    </Page>
  );
}
