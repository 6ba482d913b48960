"""Slack's mrkdwn in the browser: what it shows, and that no text ever becomes markup."""

import pytest
from playwright.async_api import Browser, Page

from bot.practice.server import PracticeServer
from tests.practice.page.browser import at_page

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

_RENDER = """async (texts) => {
  const { mrkdwn } = await import("/static/mrkdwn.js");
  const people = { U1: "Maya" }, channels = { C1: "store" };
  const names = { me: "U1", person: (id) => people[id], channel: (id) => channels[id] };
  return texts.map((text) => mrkdwn(text, names).innerHTML);
}"""

_SHOWN = {
    "*bold* and _italic_ and ~gone~": "<strong>bold</strong> and <em>italic</em> and <s>gone</s>",
    "*bold _both_*": "<strong>bold <em>both</em></strong>",
    "2*3*4 snake_case_name a ~ b": "2*3*4 snake_case_name a ~ b",
    "* not bold * nor *this *": "* not bold * nor *this *",
    "`*code* &lt;b&gt;`": "<code>*code* &lt;b&gt;</code>",
    "R&amp;D &lt;ok&gt;": "R&amp;D &lt;ok&gt;",
    "hi <@U1> in <#C1>": 'hi <span class="mention own">@Maya</span> in '
    '<span class="mention">#store</span>',
    "<@U9|Ana> <#C9|old>": '<span class="mention">@Ana</span> <span class="mention">#old</span>',
    "<!here> <!subteam^S1|@team>": '<span class="mention">@here</span> @team',
    ":no_such_thing: 10:30:00": ":no_such_thing: 10:30:00",
    "&lt;!channel&gt;": "&lt;!channel&gt;",
}


async def rendered(page: Page, texts: list[str]) -> list[str]:
    result: list[str] = await page.evaluate(_RENDER, texts)
    return result


async def test_lines_show_marks_mentions_and_emoji(
    browser: Browser, server: PracticeServer
) -> None:
    async with at_page(browser, server) as page:
        shown = dict(zip(_SHOWN, await rendered(page, list(_SHOWN)), strict=True))
    assert shown == {text: f'<div class="lines">{html}</div>' for text, html in _SHOWN.items()}


async def test_links_quotes_lists_and_blocks_of_code(
    browser: Browser, server: PracticeServer
) -> None:
    link = '<a href="{}" target="_blank" rel="noopener noreferrer" class="link">{}</a>'
    expected = {
        "<https://a.example/?x=1&amp;y=2|the page>": '<div class="lines">'
        + link.format("https://a.example/?x=1&amp;y=2", "the page") + "</div>",
        "see https://a.example/b.": '<div class="lines">see '
        + link.format("https://a.example/b", "https://a.example/b") + ".</div>",
        "&gt; one\n&gt; *two*\nafter": "<blockquote>one<br><strong>two</strong></blockquote>"
        '<div class="lines">after</div>',
        "• a\n• b": "<ul><li>a</li><li>b</li></ul>",
        "3. c\n4. d": '<ol start="3"><li value="3">c</li><li value="4">d</li></ol>',
        "```\nx *y*\n&lt;z&gt;\n```": "<pre>x *y*\n&lt;z&gt;\n</pre>",
    }  # fmt: skip
    async with at_page(browser, server) as page:
        shown = await rendered(page, list(expected))
    assert dict(zip(expected, shown, strict=True)) == expected


async def test_a_moment_is_told_in_the_readers_time_zone(
    browser: Browser, server: PracticeServer
) -> None:
    text = "<!date^1772625600^{date_num} {time}|then> <!date^1772625600^{date_long}|then>"
    async with at_page(browser, server, zone="America/New_York") as page:
        [shown] = await rendered(page, [text])
        words = await page.evaluate(
            "html => { const d = new DOMParser().parseFromString(html, 'text/html');"
            " return d.body.textContent; }",
            shown,
        )
    assert words.startswith("2026-03-04 07:00 Wednesday")
    assert "4 March 2026" in words


NASTY = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "&lt;img src=x onerror=alert(1)&gt;",
    "<javascript:alert(1)|click>",
    "<JaVaScRiPt:alert(1)|click>",
    "<data:text/html,<b>x</b>|click>",
    '<https://x.example" onclick="alert(1)|click>',
    '<@U1" onmouseover="alert(1)>',
    "<!date^1^{date}^javascript:alert(1)|x>",
    "```<svg onload=alert(1)>```",
    "`<svg onload=alert(1)>`",
    "*<b onclick=alert(1)>*",
    "<https://x.example|<img src=x onerror=alert(1)>>",
    "\u202eabc <!channel|<b>>",
    "*" * 4000,
    "_a" * 2000,
    "<" * 3000,
    "`" * 3001,
]  # fmt: skip

_INSPECT = """async (texts) => {
  const { mrkdwn } = await import("/static/mrkdwn.js");
  const names = { person: () => undefined, channel: () => undefined };
  const known = "DIV A STRONG EM S CODE PRE BLOCKQUOTE BR SPAN TIME UL OL LI".split(" ");
  const bad = [];
  for (const text of texts) {
    const root = mrkdwn(text, names);
    for (const node of root.querySelectorAll("*")) {
      const acts = [...node.attributes].some((one) => one.name.startsWith("on"));
      const leads = node.getAttribute("href");
      const away = leads && !/^https?:/.test(leads);
      if (!known.includes(node.tagName) || acts || away) {
        bad.push([text.slice(0, 60), node.outerHTML.slice(0, 200)]);
      }
    }
  }
  return bad;
}"""


async def test_nasty_text_stays_text(browser: Browser, server: PracticeServer) -> None:
    async with at_page(browser, server) as page:
        assert await page.evaluate(_INSPECT, NASTY) == []


async def test_a_nasty_message_does_nothing_on_the_page(
    browser: Browser, server: PracticeServer
) -> None:
    async with at_page(browser, server) as page:
        await page.evaluate("void (window.alert = () => { window.hurt = true; })")
        box = page.get_by_role("textbox", name="Message #store-team")
        await box.fill("<img src=x onerror=alert(1)> *now*")
        await box.press("Enter")
        message = page.locator(".message").last
        await message.get_by_text("<img src=x onerror=alert(1)>").wait_for()
        assert await message.locator("strong").inner_text() == "now"
        assert await page.evaluate("window.hurt") is None


async def test_an_emoji_is_drawn_or_named_but_never_an_empty_box(
    browser: Browser, server: PracticeServer
) -> None:
    async with at_page(browser, server) as page:
        [named, typed] = await rendered(page, ["done :tada:", "done 🎉 now"])
    assert named in {
        '<div class="lines">done 🎉</div>',
        '<div class="lines">done <span class="emoji-name">tada</span></div>',
    }
    assert typed in {
        '<div class="lines">done 🎉 now</div>',
        '<div class="lines">done <span class="undrawn">🎉 </span>now</div>',
    }
