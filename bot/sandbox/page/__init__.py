"""The page: its files and its words, served as they lie here."""

from pathlib import Path

from aiohttp import web

HERE = Path(__file__).parent
KINDS = {
    "index.html": "text/html",
    "app.js": "text/javascript",
    "phone.js": "text/javascript",
    "message.js": "text/javascript",
    "sheets.js": "text/javascript",
    "make.js": "text/javascript",
    "words.js": "text/javascript",
    "style.css": "text/css",
    "words.json": "application/json",
}


def routes() -> list[web.RouteDef]:
    return [web.get("/", _index), web.get("/page/{name}", _file)]


async def _index(_request: web.Request) -> web.Response:
    return _serve("index.html")


async def _file(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    return _serve(name) if name in KINDS else web.Response(status=404)


def _serve(name: str) -> web.Response:
    # Read each time: whoever works on the page only reloads it.
    text = (HERE / name).read_text("utf-8")
    return web.Response(text=text, content_type=KINDS[name], charset="utf-8", headers={"Cache-Control": "no-store"})
