// The places of the list beside it on a map. Every point is a link, as it is in the list; without tiles the names of the districts are the ground.
const closestZoom = 13;
const partsFromZoom = 11;
const namesFromZoom = 8;

export default async function openMap(element) {
  const places = [...document.getElementById(element.dataset.points).querySelectorAll("[data-latitude]")];

  if (places.length === 0) {
    return;
  }

  await import(new URL("../lib/leaflet.js", import.meta.url));
  const L = window.L;
  element.hidden = false;

  const map = L.map(element, { scrollWheelZoom: false, dragging: !L.Browser.mobile, zoomControl: false, zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, maxZoom: 17 });
  map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: element.dataset.zoomIn, zoomOutTitle: element.dataset.zoomOut }).addTo(map);

  if (element.dataset.tiles) {
    L.tileLayer(element.dataset.tiles, { attribution: asText(element.dataset.attribution), maxZoom: 17 }).addTo(map);
  } else {
    nameTheGround(L, map, JSON.parse(element.dataset.names));
  }

  const points = places.map((place, index) => {
    const at = [Number(place.dataset.latitude), Number(place.dataset.longitude)];
    const label = document.createElement("a");
    label.href = place.querySelector("a").href;
    label.className = place.dataset.centre ? "map__point map__point--centre" : "map__point";
    label.textContent = place.dataset.count;
    const [link, strong] = [place.querySelector("a"), place.querySelector("strong")];

    // What is read aloud has in it what is seen: the number is in the link of the list, or before it.
    label.setAttribute("aria-label", (link.contains(strong) ? "" : `${strong.textContent} `) + asLine(link));
    label.title = strong.textContent;
    L.DomEvent.disableClickPropagation(label);

    // A centre stands above its place, so that it does not cover the visits of its district; what has the very same place stands beside it.
    const before = places.slice(0, index).filter((other) => place.dataset.centre === other.dataset.centre && other.dataset.latitude === place.dataset.latitude && other.dataset.longitude === place.dataset.longitude);
    const iconAnchor = [22 - 46 * before.length, place.dataset.centre ? 66 : 22];
    L.marker(at, { icon: L.divIcon({ className: "map__marker", html: label, iconSize: [44, 44], iconAnchor }), keyboard: false }).addTo(map);

    return at;
  });

  // Doors lie near each other: where they may be shown, as near as tells them apart.
  const fit = () => map.fitBounds(L.latLngBounds(points).pad(0.2), { maxZoom: Number(element.dataset.zoom) || closestZoom - 1 });
  map.on("resize", fit);
  fit();
}

function asLine(element) {
  return element.textContent.trim().replace(/\s+/g, " ");
}

/** A dot and a name for each district; the parts of a city only when they have room. */
export function nameTheGround(L, map, names) {
  const layer = L.layerGroup().addTo(map);

  for (const name of names) {
    const words = document.createElement("span");
    words.textContent = name.name;
    L.marker([name.lat, name.lng], { icon: L.divIcon({ className: name.isPart ? "map__name map__name--part" : "map__name", html: words, iconSize: [0, 0] }), interactive: false, keyboard: false, zIndexOffset: -1000 }).addTo(layer);
  }

  const show = () => {
    map.getContainer().classList.toggle("map--near", map.getZoom() >= namesFromZoom);
    map.getContainer().classList.toggle("map--nearest", map.getZoom() >= partsFromZoom);
  };
  map.on("zoomend", show);
  show();
}

export function asText(words) {
  const span = document.createElement("span");
  span.textContent = words ?? "";

  return span.innerHTML;
}
