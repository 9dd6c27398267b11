#include "app/places.h"

#include "support/folder.h"
#include "support/variables.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

using test::Folder;
using test::Variables;

/// As a login without any of them leaves it.
const std::map<std::string, std::string> none{{"CACHE_DIRECTORY", ""}, {"STATE_DIRECTORY", ""},
                                              {"XDG_CACHE_HOME", ""},  {"XDG_STATE_HOME", ""},
                                              {"HOME", "/home/kari"},  {"CREDENTIALS_DIRECTORY", ""}};

std::map<std::string, std::string> with(std::map<std::string, std::string> more) {
  more.insert(none.begin(), none.end());
  return more;
}

TEST_CASE("an ordinary user has the XDG folders") {
  {
    const Variables variables(none);
    CHECK(cache_folder({}) == "/home/kari/.cache/kiosk");
    CHECK(state_folder({}) == "/home/kari/.local/state/kiosk");
    CHECK(status_file({}) == "/home/kari/.local/state/kiosk/status.json");
  }
  const Variables variables(with({{"XDG_CACHE_HOME", "/scratch/cache"}, {"XDG_STATE_HOME", "/scratch/state"}}));
  CHECK(cache_folder({}) == "/scratch/cache/kiosk");
  CHECK(state_folder({}) == "/scratch/state/kiosk");
}

TEST_CASE("an XDG folder that is no absolute path does not count") {
  const Variables variables(with({{"XDG_CACHE_HOME", "cache"}}));
  CHECK(cache_folder({}) == "/home/kari/.cache/kiosk");
}

TEST_CASE("systemd's folders come before those, and of several the first") {
  const Variables variables(with({{"CACHE_DIRECTORY", "/var/cache/kiosk"},
                                  {"STATE_DIRECTORY", "/var/lib/kiosk:/var/lib/other"},
                                  {"XDG_CACHE_HOME", "/scratch/cache"}}));
  CHECK(cache_folder({}) == "/var/cache/kiosk");
  CHECK(status_file({}) == "/var/lib/kiosk/status.json");
}

TEST_CASE("the settings come before everything") {
  const Variables variables(with({{"CACHE_DIRECTORY", "/var/cache/kiosk"}, {"STATE_DIRECTORY", "/var/lib/kiosk"}}));
  Settings settings;
  settings.cache_dir = "/big/disk";
  settings.state_dir = "here";
  CHECK(cache_folder(settings) == "/big/disk");
  CHECK(status_file(settings) == "here/status.json");
}

TEST_CASE("without so much as a home there is still a place") {
  const Variables variables(with({{"HOME", ""}}));
  CHECK(cache_folder({}).is_absolute());
}

TEST_CASE("a screen has the name of the settings, else that of the machine") {
  Settings settings;
  CHECK_FALSE(screen_name(settings).empty());
  settings.screen = "lobby";
  CHECK(screen_name(settings) == "lobby");
}

TEST_CASE("the token comes from its file, else from systemd's credential, else there is none") {
  const Folder folder;
  const auto file = folder.write("mine", "  s3cret \n");
  folder.write("credentials/token", "given\n");
  Settings settings;
  {
    const Variables variables(none);
    CHECK(read_token(settings) == Result<std::string>(""));
  }
  const Variables variables(with({{"CREDENTIALS_DIRECTORY", folder / "credentials"}}));
  CHECK(read_token(settings) == Result<std::string>("given"));
  settings.token_file = file;
  CHECK(read_token(settings) == Result<std::string>("s3cret"));
  settings.token_file = folder / "not-there";
  const auto missing = read_token(settings);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == "token.unreadable");
  CHECK(missing.error().message.find("not-there") != std::string::npos);
}

TEST_CASE("the token for reports has a file and a credential of its own") {
  const Folder folder;
  folder.write("credentials/token", "endpoint");
  const Variables variables(with({{"CREDENTIALS_DIRECTORY", folder / "credentials"}}));
  Settings settings;
  CHECK(read_report_token(settings) == Result<std::string>(""));
  folder.write("credentials/report-token", "desk\n");
  CHECK(read_report_token(settings) == Result<std::string>("desk"));
  settings.report_token_file = folder.write("mine", "s3cret");
  CHECK(read_report_token(settings) == Result<std::string>("s3cret"));
  CHECK(read_token(settings) == Result<std::string>("endpoint"));
}

TEST_CASE("a credential that systemd was not given is no error") {
  const Folder folder;
  const Variables variables(with({{"CREDENTIALS_DIRECTORY", folder.path()}}));
  CHECK(read_token({}) == Result<std::string>(""));
}

TEST_CASE("[F04] a token that every user may write is not sent") {
  const Folder folder;
  Settings settings;
  settings.token_file = folder.write("mine", "s3cret");
  REQUIRE(read_token(settings) == Result<std::string>("s3cret"));
  std::filesystem::permissions(settings.token_file, std::filesystem::perms::others_write,
                               std::filesystem::perm_options::add);
  const auto refused = read_token(settings);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "token.unreadable");
}

}  // namespace
}  // namespace kiosk
