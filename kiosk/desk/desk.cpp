#include "desk/desk.h"

#include "base/format.h"
#include "base/log.h"
#include "desk/desk_folder.h"
#include "desk/folder_watch.h"
#include "desk/machines.h"
#include "desk/preview_pages.h"
#include "desk/server.h"
#include "desk/site.h"
#include "editorial/import.h"
#include "editorial/people.h"
#include "editorial/publications.h"
#include "editorial/publish_folder.h"
#include "editorial/screens.h"
#include "editorial/signing_key.h"
#include "locale/machine_zone.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <sys/resource.h>
#include <sysexits.h>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

int status_of(const Error& error) {
  const auto& code = error.code;
  if (code == "desk.listen") return EX_UNAVAILABLE;
  if (code == "desk.in_use") return EX_TEMPFAIL;
  if (code == "desk.endpoint" || code == "desk.usage") return EX_USAGE;
  if (code.starts_with("key.") || code.starts_with("crypto.")) return EX_CONFIG;
  if (code == "file.missing" || code == "desk.folder") return EX_NOINPUT;
  if (code.starts_with("file.") || code.starts_with("database.")) return EX_IOERR;
  return EX_DATAERR;
}

int failed(const Error& error) {
  log::error(error);
  return status_of(error);
}

/// The usual limit, 1024, is there for programs that use select(2); a thousand screens need more.
void allow_many_descriptors() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

/// The signals that end the program: blocked before any thread begins, so that all inherit the mask and only wait()
/// sees them.
class Ending {
 public:
  Ending() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
  }
  void wait() const {
    int received = 0;
    sigwait(&signals_, &received);
  }
  /// True where one came within that time.
  bool wait_for(std::chrono::seconds time) const {
    const timespec limit{time.count(), 0};
    return ::sigtimedwait(&signals_, nullptr, &limit) > 0;
  }

 private:
  sigset_t signals_{};
};

/// The records of a desk, open: one for each thread that needs them.
class Records {
 public:
  static Result<std::unique_ptr<Records>> open(const DeskFolder& folder) {
    auto database = Database::open(folder.database());
    if (!database) return tl::unexpected(database.error());
    return std::make_unique<Records>(std::move(*database), folder.path());
  }
  Records(Database opened, const fs::path& folder)
      : database(std::move(opened)), pictures(database, folder, decoder), publications(database, pictures) {}

  Database database;
  Decoder decoder;
  PictureBox pictures;
  Publications publications;
};

Millis shift_to(const std::optional<When>& at) {
  if (!at) return Millis{0};
  return zone_of_this_machine().instant(*at, DayEdge::start) - SystemClock().wall();
}

/// Makes what is published what is served, for whichever thread comes with its records: one at a time.
class Press {
 public:
  Press(const DeskFolder& folder, const std::optional<SecretKey>& key, Published& published, const Clock& clock)
      : folder_(folder.published()), key_(key), published_(published), clock_(clock) {}

  Result<void> put_out(Records& records) {
    const std::scoped_lock lock(mutex_);
    return put_out_locked(records);
  }

  /// Where that went wrong before, or somebody else has changed the folder: tries it again.
  void catch_up(Records& records) {
    const std::scoped_lock lock(mutex_);
    const auto document = records.publications.document();
    if (!document || document_in_folder(folder_, key_) == *document) return;
    const auto out = put_out_locked(records);
    if (out) log::info("publish.caught_up", "the screens' folder holds the newest publication again");
    if (!out && !failed_) log::warn(out.error().code, out.error().message + "; it is tried again every few seconds");
    failed_ = !out;
  }

 private:
  Result<void> put_out_locked(Records& records) {
    const auto document = records.publications.document();
    if (!document && document.error().code == "publish.nothing") return {};
    return bring_folder_up_to_date(records.publications, records.pictures, folder_, key_, clock_.wall()).and_then([&] {
      return published_.reopen();
    });
  }

  const fs::path folder_;
  const std::optional<SecretKey>& key_;
  Published& published_;
  const Clock& clock_;
  std::mutex mutex_;
  bool failed_ = false;  ///< the last time that it was tried again; protected by mutex_
};

HttpResponse no_records(const Error& error) {
  return plain_response(500, str("The desk cannot open its records: ", error.message, "\n"));
}

SiteOptions options_of(const Serve& command) {
  SiteOptions options;
  options.proxy_address = command.proxy;
  options.proxy_header = command.proxy_header;
  std::ranges::transform(options.proxy_header, options.proxy_header.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return options;
}

/// A worker of the pages; it owns one connection to the records.
Worker::Answer pages(const DeskFolder& folder, const Serve& command, Press& press, const Clock& clock) {
  auto opened = Records::open(folder);
  if (!opened) return [error = opened.error()](const HttpRequest&) { return no_records(error); };
  const std::shared_ptr<Records> records = std::move(*opened);
  auto options = options_of(command);
  options.published = [&press, records] { return press.put_out(*records); };
  const auto site = std::make_shared<Site>(records->database, records->pictures, std::move(options));
  return [site, records, &clock](const HttpRequest& request) {
    const auto now = clock.wall();
    return is_for_machines(request.path) ? answer_machine(request, records->database, records->pictures, now)
                                         : site->answer(request, now);
  };
}

Worker::Answer previews(const DeskFolder& folder, const Serve& command, const Clock& clock) {
  auto opened = Records::open(folder);
  if (!opened) return [error = opened.error()](const HttpRequest&) { return no_records(error); };
  const std::shared_ptr<Records> records = std::move(*opened);
  const auto site = std::make_shared<PreviewPages>(records->database, records->pictures, options_of(command));
  return [site, records, &clock](const HttpRequest& request) { return site->answer(request, clock.wall()); };
}

/// Who answers what. Passwords take a tenth of a second to check, and pictures as long to decode: whoever sends many of
/// them waits for their own kind, and the pages do not wait for them.
enum WorkerIndex : std::size_t { for_pages, for_previews, for_passwords, for_uploads };

bool is_published_file(std::string_view path) {
  return path.starts_with("/content.json") || path.starts_with("/media/");
}

bool has_password(const HttpRequest& request) {
  return request.method == "POST" && (request.path == "/login" || request.path.starts_with(welcome_path));
}

std::optional<std::size_t> worker_for(const HttpRequest& request) {
  if (is_published_file(request.path)) return std::nullopt;
  if (is_preview_path(request.path)) return for_previews;
  if (has_password(request)) return for_passwords;
  const bool has_file =
      std::ranges::any_of(request.uploads, [](const Upload& upload) { return !upload.bytes.empty(); });
  return has_file && !is_for_machines(request.path) ? for_uploads : for_pages;
}

Result<void> tell_how_to_begin(Records& records, const std::string& address, Instant now) {
  People people(records.database);
  const auto nobody = people.nobody_yet();
  if (!nobody) return tl::unexpected(nobody.error());
  if (!*nobody) return {};
  const auto secret = people.invite(Role::admin, now);
  if (!secret) return tl::unexpected(secret.error());
  std::printf("kiosk-desk: nobody has an account yet. Make the first one at\n  %s%s%s\n", address.c_str(),
              welcome_path.substr(1).data(), secret->c_str());
  return {};
}

}  // namespace

int serve_files(const ServeFiles& command) {
  const Ending ending;
  allow_many_descriptors();
  Published folder(command.folder);
  if (const auto opened = folder.reopen(); !opened) return failed(opened.error());
  const SystemClock clock;
  const auto server = Server::start({folder}, command.endpoint, clock);
  if (!server) return failed(server.error());
  const FolderWatch watch(folder, command.folder);
  std::printf("kiosk-desk: serving %s at %s\n", command.folder.c_str(), server->url().c_str());
  std::fflush(stdout);
  ending.wait();
  return EX_OK;
}

int serve_desk(const Serve& command) {
  const Ending ending;
  allow_many_descriptors();
  const auto folder = DeskFolder::open(command.state, DeskFolder::Use::alone);
  if (!folder) return failed(folder.error());
  const auto key = read_signing_key(command.key);
  if (!key) return failed(key.error());
  const SystemClock clock(shift_to(command.at));

  auto records = Records::open(*folder);
  if (!records) return failed(records.error());
  Published published(folder->published(), Changes::as_a_whole);
  Press press(*folder, *key, published, clock);
  if (const auto out = press.put_out(**records); !out) return failed(out.error());

  Served served{published, {}, &worker_for};
  const auto add_pages = [&](const char* name) {
    served.workers.push_back(std::make_unique<Worker>(name, [&] { return pages(*folder, command, press, clock); }));
  };
  add_pages("pages");
  served.workers.push_back(std::make_unique<Worker>("previews", [&] { return previews(*folder, command, clock); }));
  add_pages("passwords");
  add_pages("uploads");
  const auto server = Server::start(std::move(served), command.endpoint, clock);
  if (!server) return failed(server.error());
  if (!*key) log::warn("desk.unsigned", "there is no key: what is published is not signed (kiosk-desk key new FILE)");
  if (const auto told = tell_how_to_begin(**records, server->url(), clock.wall()); !told) return failed(told.error());
  std::printf("kiosk-desk: the desk is at %s\n", server->url().c_str());
  std::fflush(stdout);
  while (!ending.wait_for(std::chrono::seconds{5})) press.catch_up(**records);
  return EX_OK;
}

int publish_to(const PublishTo& command) {
  const auto folder = DeskFolder::open(command.state, DeskFolder::Use::beside);
  if (!folder) return failed(folder.error());
  const auto key = read_signing_key(command.key);
  if (!key) return failed(key.error());
  auto records = Records::open(*folder);
  if (!records) return failed(records.error());
  const auto out = bring_folder_up_to_date((*records)->publications, (*records)->pictures, command.folder, *key,
                                           SystemClock().wall());
  if (!out) return failed(out.error());
  std::printf("kiosk-desk: %s holds what is on the screens, %s\n", command.folder.c_str(),
              *key ? "signed" : "not signed, as there is no key");
  return EX_OK;
}

int import_document(const Import& command) {
  const auto folder = DeskFolder::open(command.state, DeskFolder::Use::alone);
  if (!folder) return failed(folder.error());
  auto records = Records::open(*folder);
  if (!records) return failed(records.error());
  const auto imported = import_content(command.document, (*records)->database, (*records)->pictures,
                                       (*records)->publications, SystemClock().wall());
  if (!imported) return failed(imported.error());
  std::printf("kiosk-desk: %zu slides are in the desk and on the screens\n", imported->slides);
  return EX_OK;
}

int invite(const Invite& command) {
  const auto folder = DeskFolder::open(command.state, DeskFolder::Use::beside);
  if (!folder) return failed(folder.error());
  auto records = Records::open(*folder);
  if (!records) return failed(records.error());
  People people((*records)->database);
  const auto now = SystemClock().wall();
  Result<std::string> secret = fail("people.unknown", str("nobody has the name \"", command.name, '"'));
  if (command.name.empty()) {
    secret = people.invite(command.role, now);
  } else {
    const auto all = people.all();
    if (!all) return failed(all.error());
    for (const auto& account : *all) {
      if (account.name == command.name) secret = people.invite_again(account.id, now);
    }
  }
  if (!secret) return failed(secret.error());
  std::printf("%s%s\n", welcome_path.data(), secret->c_str());
  return EX_OK;
}

int add_screen(const AddScreen& command) {
  const auto folder = DeskFolder::open(command.state, DeskFolder::Use::beside);
  if (!folder) return failed(folder.error());
  auto records = Records::open(*folder);
  if (!records) return failed(records.error());
  Account desk;
  desk.full_name = "kiosk-desk screen";
  const auto token = Screens((*records)->database).add(command.name, desk, SystemClock().wall());
  if (!token) return failed(token.error());
  std::printf("%s\n", token->c_str());
  return EX_OK;
}

int make_key(const KeyCommand& command) {
  const auto key = command.step == KeyStep::make             ? new_signing_key(command.file)
                   : command.step == KeyStep::begin_rotation ? begin_rotation(command.file)
                                                             : finish_rotation(command.file);
  if (!key) return failed(key.error());
  const auto text = to_string(*key);
  switch (command.step) {
    case KeyStep::make:
      std::printf(
          "The key is in %s: keep a copy where nobody else gets it.\nEach screen's settings get\n\n  \"keys\": "
          "[\"%s\"]\n",
          command.file.c_str(), text.c_str());
      break;
    case KeyStep::begin_rotation:
      std::printf(
          "The next key is in %s.next. Add it to each screen's settings, beside the old one:\n\n  \"%s\"\n\n"
          "When every screen has both: kiosk-desk key rotate %s --finish\n",
          command.file.c_str(), text.c_str(), command.file.c_str());
      break;
    case KeyStep::finish_rotation:
      std::printf(
          "%s is the new key now; the old one is %s.old. Start the desk anew, publish, and take the old\n"
          "key out of the screens' settings. What stays is\n\n  \"keys\": [\"%s\"]\n",
          command.file.c_str(), command.file.c_str(), text.c_str());
      break;
  }
  return EX_OK;
}

}  // namespace kiosk
