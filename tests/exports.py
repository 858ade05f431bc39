"""Exports of invented sites, made for a test."""

from collections.abc import Iterable
from html import escape

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/{version}/">
<channel><title>Het wijkblad</title><link>https://wijkblad.example.org</link>
<wp:wxr_version>{version}</wp:wxr_version>
<wp:author><wp:author_login>els</wp:author_login><wp:author_email>els@example.org</wp:author_email>
<wp:author_display_name><![CDATA[Els Bakker]]></wp:author_display_name></wp:author>
"""
FOOT = "</channel></rss>"


def wxr(*items: str, version: str = "1.2") -> bytes:
    return (HEAD.format(version=version) + "".join(items) + FOOT).encode()


def post(
    number: int = 1,
    *comments: str,
    title: str = "Wij of zij",
    content: str = "Eerste alinea over de wijk.\n\nTweede alinea over de buurt.",
    status: str = "publish",
    kind: str = "post",
    more: str = "",
) -> str:
    return f"""<item><title>{escape(title)}</title>
<link>https://wijkblad.example.org/2015/03/stuk-{number}/</link>
<pubDate>Mon, 02 Mar 2015 09:00:00 +0000</pubDate><dc:creator><![CDATA[els]]></dc:creator>
<content:encoded><![CDATA[{content}]]></content:encoded>
<excerpt:encoded><![CDATA[Kort gezegd.]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>2015-03-02 10:00:00</wp:post_date>
<wp:post_date_gmt>2015-03-02 09:00:00</wp:post_date_gmt><wp:post_name>stuk-{number}</wp:post_name>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>
<category domain="category" nicename="zorg"><![CDATA[Zorg]]></category>
<category domain="post_tag" nicename="wijk"><![CDATA[wijk]]></category>{more}
{"".join(comments)}</item>
"""


def reaction(
    number: int,
    parent: int = 0,
    text: str = "",
    *,
    name: str = "Karin",
    address: str = "karin@example.org",
    approved: str = "1",
    kind: str = "",
    when: str = "",
) -> str:
    when = when or f"2015-03-03 10:{number // 60 % 60:02d}:{number % 60:02d}"
    return f"""<wp:comment><wp:comment_id>{number}</wp:comment_id>
<wp:comment_author><![CDATA[{name}]]></wp:comment_author>
<wp:comment_author_email>{address}
</wp:comment_author_email><wp:comment_author_IP>203.0.113.77</wp:comment_author_IP>
<wp:comment_date>{when}</wp:comment_date><wp:comment_date_gmt>{when}</wp:comment_date_gmt>
<wp:comment_content><![CDATA[{text or f"Reactie {number}."}]]></wp:comment_content>
<wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>{kind}</wp:comment_type>
<wp:comment_parent>{parent}</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id></wp:comment>
"""


def disqus(
    posts: Iterable[str], link: str = "https://wijkblad.example.org/2015/03/stuk-1/"
) -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
{"".join(posts)}
<thread dsq:id="t1"><id/><link>{link}</link><title>Wij of zij</title></thread>
</disqus>""".encode()


def disqus_post(number: int, parent: int = 0, text: str = "", *, deleted: bool = False) -> str:
    above = f'<parent dsq:id="{parent}"/>' if parent else ""
    return f"""<post dsq:id="{number}"><message><![CDATA[<p>{text or f"Reactie {number}."}</p>]]></message>
<createdAt>2015-03-03T10:{number // 60 % 60:02d}:{number % 60:02d}Z</createdAt>
<isDeleted>{"true" if deleted else "false"}</isDeleted><isSpam>false</isSpam>
<author><email>karin@example.org</email><name>Karin</name></author>
<ipAddress>203.0.113.77</ipAddress><thread dsq:id="t1"/>{above}</post>
"""
