import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { Broken } from "./broken.tsx";
import { NotFound } from "./not-found.tsx";
import { Shell } from "./shell/shell.tsx";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const under = () => root;

const routes = [
  createRoute({
    getParentRoute: under,
    path: "/",
    component: lazyRouteComponent(() => import("../features/programme/landing.tsx"), "Landing"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/transparency",
    component: lazyRouteComponent(() => import("../features/programme/transparency.tsx"), "Transparency"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/join",
    component: lazyRouteComponent(() => import("../features/programme/join.tsx"), "Join"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/verify",
    component: lazyRouteComponent(() => import("../features/impact/verify/verify.tsx"), "Verify"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/sign-in",
    component: lazyRouteComponent(() => import("../features/identity/sign-in.tsx"), "SignIn"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/ledger",
    component: lazyRouteComponent(() => import("../features/impact/ledger.tsx"), "Ledger"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/sponsor",
    component: lazyRouteComponent(() => import("../features/sponsor/panel.tsx"), "SponsorPanel"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/sponsor/roi",
    component: lazyRouteComponent(() => import("../features/sponsor/roi.tsx"), "SponsorRoi"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/sponsor/gallery",
    component: lazyRouteComponent(() => import("../features/sponsor/gallery.tsx"), "SponsorGallery"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/sponsor/reports",
    component: lazyRouteComponent(() => import("../features/sponsor/reports.tsx"), "SponsorReports"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/sponsor/new",
    component: lazyRouteComponent(() => import("../features/sponsor/new-campaign.tsx"), "NewCampaign"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/voice",
    component: lazyRouteComponent(() => import("../features/voice/voice.tsx"), "Voice"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/nation",
    component: lazyRouteComponent(() => import("../features/nation/nation.tsx"), "NationDashboard"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/nation/data",
    component: lazyRouteComponent(() => import("../features/nation/nation-data.tsx"), "NationData"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/nation/exports",
    component: lazyRouteComponent(() => import("../features/nation/nation-exports.tsx"), "NationExports"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/review",
    component: lazyRouteComponent(() => import("../features/verification/review.tsx"), "Review"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/review/pictures",
    component: lazyRouteComponent(() => import("../features/proof/pictures.tsx"), "Pictures"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/admin",
    component: lazyRouteComponent(() => import("../features/analytics/today.tsx"), "Today"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/admin/missions",
    component: lazyRouteComponent(() => import("../features/quest/missions.tsx"), "Missions"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/admin/zones",
    component: lazyRouteComponent(() => import("../features/map/zones.tsx"), "Zones"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/admin/areas",
    component: lazyRouteComponent(() => import("../features/map/areas.tsx"), "Areas"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/admin/people",
    component: lazyRouteComponent(() => import("../features/identity/people.tsx"), "People"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/admin/rewards",
    component: lazyRouteComponent(() => import("../features/token/rewards.tsx"), "Rewards"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/admin/approvals",
    component: lazyRouteComponent(() => import("../features/platform/approvals.tsx"), "Approvals"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/admin/economy",
    component: lazyRouteComponent(() => import("../features/analytics/economy.tsx"), "Economy"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/admin/system",
    component: lazyRouteComponent(() => import("../features/platform/system.tsx"), "System"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/admin/audit",
    component: lazyRouteComponent(() => import("../features/platform/audit.tsx"), "Audit"),
  }),
  createRoute({
    getParentRoute: under,
    path: "/admin/settings",
    component: lazyRouteComponent(() => import("../features/programme/settings.tsx"), "Settings"),
  }),
];

/** Every page and its address. Pages are loaded when somebody goes there. */
export function createPortalRouter() {
  return createRouter({
    routeTree: root.addChildren(routes),
    defaultPreload: "intent",
    scrollRestoration: false,
    defaultErrorComponent: Broken,
  });
}
