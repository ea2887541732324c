import { defineWords, useWords } from "./i18n.ts";

const words = defineWords(
  "trouble",
  {
    offline: "The server cannot be reached",
    offline_more: "Check your connection. Nothing that you typed is lost.",
    failed: "That did not work",
    failed_more: "The fault is on our side. Try again; if it stays, tell the operators the number below.",
    unexpected: "The server answered something that this page does not understand",
    unexpected_more: "A newer version of the portal may be there: load the page again.",
    forbidden: "This is not for your role",
    forbidden_more: "Sign in as somebody who may see it.",
  },
  {
    offline: "ติดต่อเซิร์ฟเวอร์ไม่ได้",
    offline_more: "โปรดตรวจสอบการเชื่อมต่อ สิ่งที่คุณพิมพ์ไว้ยังอยู่ครบ",
    failed: "ทำรายการไม่สำเร็จ",
    failed_more: "ข้อผิดพลาดอยู่ที่ระบบของเรา โปรดลองอีกครั้ง หากยังไม่ได้ ให้แจ้งหมายเลขด้านล่างกับผู้ดูแลระบบ",
    unexpected: "หน้านี้ไม่เข้าใจคำตอบของเซิร์ฟเวอร์",
    unexpected_more: "อาจมีเวอร์ชันใหม่แล้ว โปรดโหลดหน้านี้อีกครั้ง",
    forbidden: "บทบาทของคุณไม่มีสิทธิ์ดูส่วนนี้",
    forbidden_more: "โปรดเข้าสู่ระบบด้วยบัญชีที่มีสิทธิ์",
  },
);

/** What went wrong, for people. */
export interface Trouble {
  kind: "offline" | "refused" | "forbidden" | "failed" | "unexpected";
  title: string;
  detail: string | undefined;
  code: string | undefined;
  request_id: string | undefined;
  /** By the path of the field. */
  fields: ReadonlyMap<string, string>;
  context: Readonly<Record<string, unknown>>;
}

interface ProblemLike {
  name: string;
  status: number;
  code: string;
  detail?: string;
  request_id?: string;
  problem?: {
    title?: string;
    detail?: string;
    request_id?: string;
    errors?: Array<{ path: string; message: string }>;
    context?: Record<string, unknown>;
  };
}

/** Whatever a call threw, in the language of the page: the server says most of it already. */
export function useTrouble(): (error: unknown) => Trouble {
  const t = useWords(words);
  return (error) => {
    const { status, code, problem = {}, ...own } = (error ?? {}) as Partial<ProblemLike>;
    const told = {
      code,
      request_id: problem.request_id ?? own.request_id,
      fields: new Map(problem.errors?.map(({ path, message }) => [path, message])),
      context: problem.context ?? {},
    };
    if (status === undefined) {
      const name = (error as Error | undefined)?.name;
      if (name === "UnexpectedAnswer") return { kind: "unexpected", title: t("unexpected"), detail: t("unexpected_more"), ...told };
      return { kind: "offline", title: t("offline"), detail: t("offline_more"), ...told };
    }
    if (code === "forbidden") return { kind: "forbidden", title: t("forbidden"), detail: t("forbidden_more"), ...told };
    if (status >= 500) return { kind: "failed", title: t("failed"), detail: t("failed_more"), ...told };
    return { kind: "refused", title: problem.title ?? t("failed"), detail: problem.detail ?? own.detail, ...told };
  };
}
