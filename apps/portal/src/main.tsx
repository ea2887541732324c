import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/noto-sans-thai/wght.css";
import "@mantine/core/styles/baseline.layer.css";
import "@mantine/core/styles/default-css-variables.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "@mantine/core/styles/Button.layer.css";
import "@mantine/core/styles/ActionIcon.layer.css";
import "@mantine/core/styles/Loader.layer.css";
import "@mantine/core/styles/Skeleton.layer.css";
import "./app/theme/tokens.css";
import "./app/theme/base.css";
import "./app/shapes.ts";
import { MantineProvider } from "@mantine/core";
import { createBrowserSession } from "@oneheart/client/session";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { currentLanguage } from "./app/i18n.ts";
import { createKeyHelp } from "./app/key-help.ts";
import { createOutbox } from "./app/outbox.ts";
import { outboxOperations } from "./app/outbox-operations.ts";
import { PortalProvider, type PortalServices } from "./app/portal-context.tsx";
import { createPortalRouter } from "./app/router.tsx";
import { theme } from "./app/theme/theme.ts";

const base_url = location.origin;
const freshFor_ms = 15_000;

function servicesOfPage(): PortalServices {
  const session = createBrowserSession({ base_url, language: currentLanguage });
  let caller: ReturnType<PortalServices["caller"]> | undefined;
  const loadCaller = () => {
    caller ??= import("@oneheart/client").then(({ createCaller }) => createCaller({ base_url, session, language: currentLanguage }));
    return caller;
  };
  const follow: PortalServices["follow"] = async () => {
    const { follow: start } = await import("@oneheart/client");
    return (operation, input, options) => start(operation, input, { base_url, session, language: currentLanguage, ...options });
  };
  const outbox = createOutbox({ session, caller: loadCaller, operations: outboxOperations, storage: sessionStorage });
  return { session, caller: loadCaller, follow, outbox, keyHelp: createKeyHelp() };
}

const services = servicesOfPage();
// Repeating is the caller's: it knows what is safe to repeat.
const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: freshFor_ms } } });
const router = createPortalRouter();
services.session.resume().catch(() => {});

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withStaticClasses={false} withGlobalClasses={false}>
      <QueryClientProvider client={queries}>
        <PortalProvider services={services}>
          <RouterProvider router={router} />
        </PortalProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
