// Who comes in, and what is refused: sessions, roles, forms of other sites, forms that come twice.
#include "desk/visitor.h"
#include "desk/words.h"

namespace kiosk {
namespace {

using test::header_of;
using test::SiteDesk;
using test::token_on;
using test::Visitor;

std::size_t slides_in(SiteDesk& desk) {
  return desk.book.all()->size();
}

const Pairs a_slide{{"kind", "news"}, {"/title", "Written by somebody"}};

TEST_CASE("without a session there is nothing but the way in") {
  SiteDesk desk;
  for (const std::string cookie : {"", "__Host-desk=", "__Host-desk=forged", "__Host-desk=' OR 1=1 --", "desk=x",
                                   "__Host-desk=0000000000000000000000000000000000000000000"}) {
    INFO(cookie);
    Visitor stranger(desk);
    stranger.set_cookie(cookie);
    const auto page = stranger.get("/slides");
    CHECK(page.status == 303);
    CHECK(header_of(page, "Location") == "/login?then=%2Fslides");
    CHECK(stranger.get("/login").body.find("Written") == std::string::npos);
    CHECK(stranger.get("/pictures/x.jpg").status == 303);
    CHECK(stranger.get("/no/such/page").status == 303);  // not even what exists is told
    CHECK(stranger.post_bare("/new/news", a_slide).body.find("name=\"password\"") != std::string::npos);
    CHECK(slides_in(desk) == 0);
  }
}

TEST_CASE("a session ends where it is ended, and a cookie of it opens nothing any more") {
  SiteDesk desk;
  const auto session = desk.session_of("per", Role::author);
  Visitor per(desk, session);
  CHECK(per.get("/slides").status == 200);
  const auto out = per.post("/logout", {});
  CHECK(out.status == 303);
  CHECK(header_of(out, "Set-Cookie").find("Max-Age=0") != std::string::npos);
  CHECK(per.get("/slides").status == 303);
}

TEST_CASE("the session's cookie is for this host alone, unseen by scripts and by other sites") {
  SiteDesk desk;
  desk.account_of("per");
  Visitor per(desk);
  const auto in =
      per.post_bare("/login", {{"name", "per"}, {"password", std::string(test::good_password)}, {"then", "/new"}});
  CHECK(in.status == 303);
  CHECK(header_of(in, "Location") == "/new");
  const auto cookie = header_of(in, "Set-Cookie");
  CHECK(cookie.starts_with("__Host-desk="));
  for (const auto* attribute : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"}) {
    CHECK(cookie.find(attribute) != std::string::npos);
  }
  CHECK(cookie.find("Domain") == std::string::npos);
}

TEST_CASE("a login leads to a page of this site, whatever the address says") {
  SiteDesk desk;
  desk.account_of("per");
  for (const std::string then :
       {"https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", "/a\r\nX: y"}) {
    Visitor per(desk);
    const auto in =
        per.post_bare("/login", {{"name", "per"}, {"password", std::string(test::good_password)}, {"then", then}});
    CHECK(header_of(in, "Location") == "/slides");
  }
}

TEST_CASE("a form of another site does nothing") {
  SiteDesk desk;
  Visitor per(desk, desk.session_of("per", Role::author));
  const auto send = [&](std::map<std::string, std::string> headers) {
    HttpRequest request = per.made("POST", "/new/news");
    for (auto& [name, value] : headers) request.headers[name] = value;
    request.form = a_slide;
    request.form.emplace_back("_token", token_on(per.get("/slides")));
    return desk.answer(request).status;
  };
  CHECK(send({}) == 403);
  CHECK(send({{"sec-fetch-site", "cross-site"}}) == 403);
  CHECK(send({{"sec-fetch-site", "same-site"}}) == 403);
  CHECK(send({{"sec-fetch-site", "none"}}) == 403);
  CHECK(send({{"sec-fetch-site", "cross-site"}, {"origin", "https://desk.example"}}) == 403);
  CHECK(send({{"origin", "https://evil.example"}}) == 403);
  CHECK(send({{"origin", "null"}}) == 403);
  CHECK(send({{"origin", "https://desk.example.evil.example"}}) == 403);
  CHECK(slides_in(desk) == 0);
  CHECK(send({{"origin", "https://desk.example"}}) == 303);
  CHECK(send({{"sec-fetch-site", "same-origin"}}) == 303);
  CHECK(slides_in(desk) == 2);
}

TEST_CASE("a form without its token does nothing, and neither does one that comes twice; nothing written is lost") {
  SiteDesk desk;
  Visitor per(desk, desk.session_of("per", Role::author));
  Visitor eva(desk, desk.session_of("eva", Role::author));
  for (const auto& token : {std::string("x"), std::string(200, 'a'), token_on(eva.get("/slides"))}) {
    const auto refused = per.post("/new/news", a_slide, token);
    CHECK(refused.status == 409);
    CHECK(refused.body.find("Written by somebody") != std::string::npos);
    CHECK(slides_in(desk) == 0);
  }
  CHECK(per.post_bare("/new/news", a_slide).status == 409);
  const auto token = token_on(per.get("/slides"));
  CHECK(per.post("/new/news", a_slide, token).status == 303);
  const auto again = per.post("/new/news", a_slide, token);
  CHECK(again.status == 409);
  CHECK(slides_in(desk) == 1);
  CHECK(per.post("/new/news", a_slide, token_on(again)).status == 303);  // asked for, it is done a second time
  CHECK(slides_in(desk) == 2);
}

TEST_CASE("what was sent after the session had ended goes on after the login") {
  SiteDesk desk;
  desk.account_of("per");
  Visitor per(desk);
  const auto login = per.post_bare("/new/news", {{"kind", "news"}, {"/title", "Kept & safe"}, {"_token", "old"}});
  CHECK(login.body.find("name=\"kept:/title\" value=\"Kept &amp; safe\"") != std::string::npos);
  CHECK(login.body.find("kept:_token") == std::string::npos);
  const auto in = per.post_bare("/login", {{"name", "per"},
                                           {"password", std::string(test::good_password)},
                                           {"then", "/new/news"},
                                           {"kept:kind", "news"},
                                           {"kept:/title", "Kept & safe"}});
  CHECK(in.status == 200);
  CHECK(in.body.find("action=\"/new/news\"") != std::string::npos);
  CHECK(in.body.find("name=\"/title\" value=\"Kept &amp; safe\"") != std::string::npos);
  CHECK(header_of(in, "Set-Cookie").starts_with("__Host-desk="));
  const auto wrong =
      per.post_bare("/login", {{"name", "per"}, {"password", "not this one at all"}, {"kept:/title", "Still here"}});
  CHECK(wrong.status == 403);
  CHECK(wrong.body.find("name=\"kept:/title\" value=\"Still here\"") != std::string::npos);
  CHECK(wrong.body.find("not this one at all") == std::string::npos);
}

TEST_CASE("each role may do its own and what those before it may, and no more") {
  SiteDesk desk;
  const auto slide = desk.book.add(test::news("a"), desk.kari, desk.now)->id;
  Visitor author(desk, desk.session_of("per", Role::author));
  Visitor editor(desk, desk.session_of("eva", Role::editor));
  Visitor admin(desk, desk.session_of("ada", Role::admin));
  for (const std::string path : {"/people", "/institute"}) {
    CHECK(author.get(path).status == 403);
    CHECK(editor.get(path).status == 403);
    CHECK(admin.get(path).status == 200);
  }
  for (const std::string path : {"/people/invite", "/people/1/invite", "/people/1/role", "/people/1/close",
                                 "/people/1/open", "/institute", "/screens", "/screens/lobby/remove"}) {
    INFO(path);
    CHECK(author.post(path, {{"role", "2"}, {"name", "lobby"}}).status == 403);
    CHECK(editor.post(path, {{"role", "2"}, {"name", "lobby"}}).status == 403);
  }
  for (const std::string path : {"/notices", "/notices/x"}) {
    CHECK(author.get(path).status == 403);
    CHECK(editor.get(path).status != 403);
  }
  for (const std::string path :
       {"/order", "/publications/back", "/notices", "/notices/a", "/notices/a/end", "/notices/a/discard"}) {
    INFO(path);
    CHECK(author.post(path, {{"id", slide}}).status == 403);
    CHECK(editor.post(path, {{"id", slide}}).status != 403);
  }
  for (const std::string path :
       {"/slides", "/new", "/new/news", "/slides/a", "/slides/a/history", "/pictures", "/screens", "/publications"}) {
    INFO(path);
    CHECK(author.get(path).status == 200);
  }
  const auto refused = author.get("/people");
  CHECK(refused.body.find("Administrator") != std::string::npos);  // whom to ask
}

TEST_CASE("every answer carries what keeps browsers from loading or running anything else") {
  SiteDesk desk;
  Visitor per(desk, desk.session_of("per", Role::author));
  for (const std::string path : {"/slides", "/login", "/no/such", "/assets/desk.js", "/assets/none", "/people"}) {
    INFO(path);
    const auto answer = per.get(path);
    const auto policy = header_of(answer, "Content-Security-Policy");
    CHECK(policy.starts_with("default-src 'none';"));
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
    CHECK(header_of(answer, "X-Content-Type-Options") == "nosniff");
    CHECK(header_of(answer, "Referrer-Policy") == "same-origin");
    CHECK_FALSE(header_of(answer, "Cache-Control").empty());
  }
  CHECK(header_of(per.get("/slides"), "Cache-Control") == "no-store");
  CHECK(per.get("/slides").body.find(" style=") == std::string::npos);
  CHECK(per.get("/slides").body.find("<style") == std::string::npos);
}

TEST_CASE("tricks with paths lead nowhere") {
  SiteDesk desk;
  Visitor per(desk, desk.session_of("per", Role::author));
  for (const auto& path : std::vector<std::string>{"/pictures/../../desk.db", "/pictures/..", "/pictures//etc/passwd",
                                                   "/assets/../desk.css", "/assets/", "/assets//etc/passwd", "/slides/",
                                                   "//slides", "/slides//history", "/slides/../people",
                                                   "/screens/../snapshot.png", std::string("/slides/\0x", 10)}) {
    INFO(path);
    CHECK(per.get(path).status == 404);
  }
  CHECK(per.made("PUT", "/slides").method == "PUT");
  HttpRequest put = per.made("PUT", "/slides");
  CHECK(desk.answer(put).status == 405);
}

TEST_CASE("the first account comes from an invitation, once") {
  SiteDesk desk;
  const auto secret = People(desk.database).invite(Role::admin, desk.now).value();
  Visitor ada(desk);
  CHECK(ada.get("/welcome/wrong").status == 422);
  const auto address = "/welcome/" + secret;
  CHECK(ada.get(address).body.find("name=\"full_name\"") != std::string::npos);
  const auto weak = ada.post_bare(address, {{"name", "ada"}, {"full_name", "Ada \"A\" Admin"}, {"password", "short"}});
  CHECK(weak.status == 422);
  CHECK(weak.body.find("Ada &quot;A&quot; Admin") != std::string::npos);
  CHECK(weak.body.find("\"short\"") == std::string::npos);
  const auto in = ada.post_bare(
      address, {{"name", "ada"}, {"full_name", "Ada Admin"}, {"password", std::string(test::good_password)}});
  CHECK(in.status == 303);
  ada.set_cookie(header_of(in, "Set-Cookie").substr(0, header_of(in, "Set-Cookie").find(';')));
  CHECK(ada.get("/people").status == 200);
  CHECK(ada.get(address).status == 422);
  CHECK(ada.post_bare(address, {{"name", "eve"}, {"full_name", "Eve"}, {"password", std::string(test::good_password)}})
            .status == 422);
}

TEST_CASE("a user's name in a header counts only where the trusted proxy wrote it") {
  SiteDesk desk;
  SiteOptions options;
  options.proxy_address = "10.0.0.1";
  options.proxy_header = "x-remote-user";
  Site site(desk.database, desk.box, options);
  HttpRequest request = Visitor(desk).made("GET", "/slides");
  request.headers["x-remote-user"] = "kari";
  CHECK(site.answer(request, desk.now).status == 303);
  CHECK(Visitor(desk).get("/slides").status == 303);
  request.peer = "10.0.0.1";
  const auto in = site.answer(request, desk.now);
  CHECK(in.status == 200);
  CHECK(in.body.find("Kari Nordmann") != std::string::npos);
  CHECK(header_of(in, "Set-Cookie").starts_with("__Host-desk="));
}

}  // namespace
}  // namespace kiosk
