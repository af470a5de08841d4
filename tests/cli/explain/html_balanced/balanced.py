# SPDX-License-Identifier: Apache-2.0
"""Fails when a tag of the page is not closed by its own end tag."""
import html.parser
import sys


class Checker(html.parser.HTMLParser):
    open_tags = []

    def handle_starttag(self, tag, attributes):
        if tag != "meta":
            self.open_tags.append(tag)

    def handle_endtag(self, tag):
        if not self.open_tags or self.open_tags.pop() != tag:
            sys.exit(f"</{tag}> at {self.getpos()} closes another tag")


checker = Checker()
checker.feed(open(sys.argv[1], encoding="utf-8").read())
print("balanced" if not checker.open_tags else f"open: {checker.open_tags}")
