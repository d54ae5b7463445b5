// Without a connection a small page opens that holds nothing of anybody, and the style sheets and scripts that it needs. No other page is ever kept.
const cacheName = "dost-offline-1";

// What a page that was open already may still ask for.
const modules = ["js/attend.js", "js/leave-phone.js"];
const offline = new URL(self.location.href).searchParams.get("offline");

async function prepare() {
  const cache = await caches.open(cacheName);

  // Without cookies: nobody is signed in on it.
  const page = await fetch(offline, { credentials: "omit", cache: "no-store" });

  if (!page.ok) {
    throw new Error("The page for lost connections is not there.");
  }

  const files = [...(await page.clone().text()).matchAll(/(?:href|src)="([^"]+\.(?:css|js|svg))"/g)].map((match) => match[1]);
  await cache.addAll([...new Set(files), ...modules]);
  await cache.put(offline, page);
}

self.addEventListener("install", (event) => event.waitUntil(prepare().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith("dost-") && name !== cacheName).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  ),
);

self.addEventListener("fetch", (event) => {
  const { request } = event;

  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) {
    return;
  }

  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async () => (await caches.match(offline)) ?? Response.error()));
  } else if (request.destination === "script" || request.destination === "style") {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()));
  }
});
