// A point on the map beside an address: where one is now, or where one taps. The map is fetched when it is opened, and not before.
const baku = [40.4093, 49.8671];

export default function placePoint(element) {
  const field = element.querySelector("input[type=hidden]");
  const said = element.querySelector("[role=status]");
  const remove = element.querySelector("[data-do=remove]");
  const ground = element.querySelector(".map");
  let L, map, marker;
  element.hidden = false;

  const read = () => (field.value ? field.value.split(",").map(Number) : null);

  // Without pictures the names of the districts are the ground, and nearer there are none.
  const near = () => (read() && element.dataset.tiles ? 16 : 12);

  function show(text) {
    const point = read();
    remove.hidden = !point;
    said.textContent = text ?? (point ? element.dataset.set : element.dataset.none);

    if (!map) {
      return;
    }

    marker?.remove();
    marker = point && L.marker(point, { icon: L.divIcon({ className: "map__marker", html: "<span class=\"map__here\"></span>", iconSize: [32, 32], iconAnchor: [16, 38] }), keyboard: false, interactive: false }).addTo(map);
  }

  function set(lat, lng) {
    field.value = `${lat.toFixed(5)},${lng.toFixed(5)}`;
    show();
  }

  async function open() {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = element.dataset.style;
    document.head.append(style);

    const [, parts] = await Promise.all([import(new URL("../lib/leaflet.js", import.meta.url)), import(new URL("./open-map.js", import.meta.url))]);
    const districts = await fetch(element.dataset.ground).then((answer) => (answer.ok ? answer.json() : [])).catch(() => []);
    L = window.L;
    const code = element.closest("form").querySelector("[name=DistrictCode]")?.value;
    const district = districts.find((d) => d.code === code);
    map = L.map(ground, { scrollWheelZoom: false, zoomControl: false, zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, maxZoom: 18 });
    map.attributionControl.setPrefix(false);
    L.control.zoom({ zoomInTitle: element.dataset.zoomIn, zoomOutTitle: element.dataset.zoomOut }).addTo(map);

    if (element.dataset.tiles) {
      L.tileLayer(element.dataset.tiles, { attribution: parts.asText(element.dataset.attribution), maxZoom: 18 }).addTo(map);
    } else {
      parts.nameTheGround(L, map, districts);
    }

    map.setView(read() ?? (district ? [district.lat, district.lng] : baku), near());
    map.on("click", (event) => set(event.latlng.lat, event.latlng.lng));
    show();
  }

  function here() {
    if (!navigator.geolocation) {
      show(element.dataset.refused);
      return;
    }

    said.textContent = element.dataset.waits;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        set(coords.latitude, coords.longitude);
        map?.setView(read(), near());
      },
      () => show(element.dataset.refused),
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
  }

  element.addEventListener("click", (event) => {
    switch (event.target.dataset?.do) {
      case "here":
        here();
        break;
      case "middle":
        if (map) {
          set(map.getCenter().lat, map.getCenter().lng);
        }
        break;
      case "remove":
        field.value = "";
        show();
        element.querySelector("[data-do=here]").focus();
        break;
    }
  });

  let opened;
  const whenOpen = () => {
    if (element.open && !opened) {
      opened = open();
    }
  };
  element.addEventListener("toggle", whenOpen);
  whenOpen();
  show();
}
