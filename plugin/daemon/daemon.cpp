#include "plugin/daemon/daemon.h"

#include <sysexits.h>
#include <unistd.h>

#include <ctime>
#include <iostream>
#include <mutex>

#include "plugin/crypto/key_health.h"
#include "plugin/daemon/daily_look.h"
#include "plugin/daemon/equipment.h"
#include "plugin/daemon/process_setup.h"
#include "plugin/daemon/signal_inbox.h"
#include "plugin/metrics.h"
#include "plugin/milter/server.h"

namespace intake {

namespace {

// A message in hand takes at most the time limits of its parts; after this the MTA keeps it and tries again.
constexpr std::chrono::seconds stop_patience{30};

void print(const std::vector<std::string>& mistakes) {
  for (const std::string& mistake : mistakes) std::cerr << "intake-milter: " << mistake << "\n";
}

int fail(int code, const std::vector<std::string>& mistakes) {
  print(mistakes);
  std::cerr << "intake-milter: not started\n";
  return code;
}

// The equipment of this moment, handed to sessions on other threads.
class CurrentEquipment {
 public:
  void set(std::shared_ptr<const Equipment> equipment) {
    const std::lock_guard lock(mutex_);
    equipment_ = std::move(equipment);
  }
  std::shared_ptr<const Equipment> get() const {
    const std::lock_guard lock(mutex_);
    return equipment_;
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Equipment> equipment_;
};

LoadedConfiguration load(const DaemonOptions& options) {
  LoadedSettings loaded = load_settings(options.config);
  if (!options.socket.empty()) {
    loaded.settings.socket = options.socket;
    if (const ParsedSocket parsed = parse_socket(options.socket); !parsed.spec)
      loaded.mistakes.push_back("-p: " + parsed.mistake);
  }
  if (!loaded.mistakes.empty()) return {nullptr, std::move(loaded.mistakes)};
  return make_configuration(std::move(loaded.settings));
}

class Daemon {
 public:
  explicit Daemon(DaemonOptions options) : options_(std::move(options)) {}

  int run() {
    if (const int code = start(); code != EX_OK) return code;
    serve();
    return stop();
  }

 private:
  int start() {
    LoadedConfiguration loaded = load(options_);
    if (const auto mistakes = mistakes_in(loaded); !mistakes.empty()) return fail(EX_CONFIG, mistakes);
    configuration_ = loaded.configuration;
    if (!options_.foreground && !background_.enter())
      return fail(EX_OSERR, {"cannot go into the background; start with -f"});
    inbox_ = std::make_unique<SignalInbox>();
    metrics_ = make_metrics(make_journal(journal_target(), configuration_->settings.log_level));
    journal_ = metrics_;
    OpenedDesk opened = open_desk(configuration_->settings, journal_);
    if (!opened.room) return fail(EX_CANTCREAT, opened.mistakes);
    room_ = std::move(opened.room);
    MadeEquipment made = make_equipment(configuration_, *room_);
    if (!made.equipment) return fail(EX_CONFIG, made.mistakes);
    tell_of(made);
    current_.set(std::move(made.equipment));
    if (const Success shown = show_metrics(); !shown) return fail(EX_UNAVAILABLE, {shown.error()});
    return open_socket();
  }

  void tell_of(const MadeEquipment& made) {
    for (const std::string& warning : made.warnings) journal_->configuration(warning);
    metrics_->keys(made.key_expiry);
  }

  Success show_metrics() {
    const std::string& address = configuration_->settings.metrics_listen;
    if (address.empty()) return Done{};
    metrics_->outbox([this] { return room_->unsent_mail(); });
    return metrics_->listen(address);
  }

  JournalTarget journal_target() const {
    const std::string& target = configuration_->settings.log_target;
    const bool seen = options_.foreground && !standard_error_is_the_journal();
    const bool to_stderr = target == "stderr" || (target == "auto" && seen);
    return to_stderr ? JournalTarget::standard_error : JournalTarget::syslog;
  }

  int open_socket() {
    const Settings& settings = configuration_->settings;
    service_.equipment = [this] { return current_.get(); };
    service_.journal = journal_;
    const SocketSpec socket = *parse_socket(settings.socket).spec;
    if (const std::string warning = socket.warning(); !warning.empty()) journal_->configuration(warning);
    server_ = std::make_unique<MilterServer>(
        ServerOptions{socket, settings.socket_group, settings.socket_mode, settings.timeout_seconds}, service_);
    const Success opened = server_->open();
    return opened ? EX_OK : fail(EX_UNAVAILABLE, {opened.error()});
  }

  void serve() {
    server_->start([this] {
      journal_->event(Event::milter_ended);
      ended_by_itself_ = true;
      inbox_->ask_to_stop();
    });
    const DailyLook keys([this] { look_at_keys_of_today(); });
    inbox_->open();
    journal_->event(Event::started);
    background_.ready();
    tell_service_manager("READY=1");
    while (inbox_->wait() == Wanted::reload) reload();
  }

  void look_at_keys_of_today() {
    const auto configuration = [this] {
      const std::lock_guard lock(configuration_mutex_);
      return configuration_;
    }();
    const KeyLook look = look_at_keys(configuration->settings, std::time(nullptr));
    for (const std::string& warning : look.warnings) journal_->configuration(warning);
    metrics_->keys(look.expiry);
  }

  void reload() {
    tell_service_manager("RELOADING=1");
    LoadedConfiguration loaded = load(options_);
    std::vector<std::string> mistakes = std::move(loaded.mistakes);
    if (loaded.configuration) take(*loaded.configuration, mistakes);
    if (mistakes.empty()) {
      journal_->event(Event::reloaded);
    } else {
      journal_->event(Event::reload_refused);
      for (const std::string& mistake : mistakes) journal_->configuration(mistake);
    }
    tell_service_manager("READY=1");
  }

  // What only a restart can change stays as it runs, and is named.
  void take(const Configuration& wanted, std::vector<std::string>& mistakes) {
    const std::vector<std::string> later = settings_that_need_a_restart(configuration_->settings, wanted.settings);
    LoadedConfiguration merged = make_configuration(settings_after_reload(configuration_->settings, wanted.settings));
    mistakes = std::move(merged.mistakes);
    if (!merged.configuration) return;
    MadeEquipment made = make_equipment(merged.configuration, *room_);
    mistakes = std::move(made.mistakes);
    if (!made.equipment) return;
    tell_of(made);
    {
      const std::lock_guard lock(configuration_mutex_);
      configuration_ = merged.configuration;
    }
    current_.set(std::move(made.equipment));
    journal_->set_level(configuration_->settings.log_level);
    if (!later.empty()) journal_->event(Event::restart_needed);
    for (const std::string& name : later) journal_->configuration(name);
  }

  int stop() {
    tell_service_manager("STOPPING=1");
    journal_->event(Event::stopping);
    server_->stop(stop_patience);
    metrics_->outbox({});  // a scrape may come until the very end, and the room goes first
    room_->stop();
    server_.reset();
    journal_->event(Event::stopped);
    journal_->flush();
    return ended_by_itself_ ? EX_SOFTWARE : EX_OK;
  }

  DaemonOptions options_;
  Background background_;
  std::unique_ptr<SignalInbox> inbox_;
  std::shared_ptr<Metrics> metrics_;
  std::shared_ptr<Journal> journal_;  // the metrics, and behind them the log
  std::mutex configuration_mutex_;
  std::shared_ptr<const Configuration> configuration_;
  CurrentEquipment current_;
  std::unique_ptr<DeskRoom> room_;
  MilterService service_;
  std::unique_ptr<MilterServer> server_;
  std::atomic<bool> ended_by_itself_{false};
};

}  // namespace

int run_daemon(const DaemonOptions& options) {
  prepare_process();
  const int code = Daemon(options).run();
  // libmilter's threads may still be on their way out; static objects must not be taken down under them.
  std::cerr.flush();
  _exit(code);
}

int check_daemon_configuration(const DaemonOptions& options) {
  const std::vector<std::string> mistakes = mistakes_in(load(options));
  print(mistakes);
  if (mistakes.empty())
    std::cout << options.config.string() << ": no mistakes in the configuration, the rules and the reply texts\n";
  return mistakes.empty() ? EX_OK : EX_CONFIG;
}

}  // namespace intake
