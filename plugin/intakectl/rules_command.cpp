#include "plugin/intakectl/rules_command.h"

#include <sysexits.h>

#include <fstream>
#include <iostream>
#include <iterator>

#include "plugin/cases/open_desk.h"
#include "plugin/configuration/configuration.h"
#include "plugin/intakectl/labelled_messages.h"
#include "plugin/worker/reader_pool.h"

namespace intake {

namespace {

namespace fs = std::filesystem;

constexpr int exit_no = 1;
const fs::path installed_rules = "/usr/share/intake-milter/rules";

void print(const std::vector<std::string>& mistakes) {
  for (const std::string& mistake : mistakes) std::cerr << mistake << "\n";
}

// Examples of the rules and mistakes of the reply texts beside them.
bool examples_hold(const fs::path& directory) {
  const LoadedRules loaded = load_rules(directory);
  Settings settings;
  settings.rules_directory = directory;
  std::vector<std::string> mistakes = loaded.mistakes;
  for (std::string& mistake : mistakes_in_reply_texts(settings)) mistakes.push_back(std::move(mistake));
  print(mistakes);
  if (!mistakes.empty()) {
    std::cerr << mistakes.size() << (mistakes.size() == 1 ? " mistake" : " mistakes") << " in the rules of "
              << directory.string() << "\n";
    return false;
  }
  std::cout << loaded.rules->size() << " rules in " << directory.string() << ", all examples hold\n";
  return true;
}

// The configuration with other rules.
Result<std::shared_ptr<ReaderPool>> readers_with(const Configuration& configuration, const fs::path& rules) {
  Settings settings = configuration.settings;
  settings.rules_directory = rules;
  const LoadedConfiguration loaded = make_configuration(std::move(settings));
  if (loaded.configuration) return start_readers(*loaded.configuration);
  return Result<std::shared_ptr<ReaderPool>>::failure(loaded.mistakes.front());
}

template <typename Names>
std::vector<std::string> words(const Names& names) {
  std::vector<std::string> out;
  for (const auto& name : names) out.emplace_back(name_of(name));
  return out;
}

std::string judged(ReaderPool& readers, const std::string& bytes) {
  const Verdict verdict = readers.decide(RawMessage{{}, {}, bytes}).verdict;
  return verdict_line(std::string(name_of(verdict.status)), words(verdict.ask), words(verdict.review));
}

struct Tally {
  int messages = 0;
  int labelled = 0;
  int as_labelled = 0;
  int different = 0;
};

class Trial {
 public:
  Trial(ReaderPool& tried, ReaderPool* in_use) : tried_(tried), in_use_(in_use) {}

  void look_at(const LabelledMessage& message) {
    std::ifstream in(message.file, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    const std::string now = judged(tried_, bytes);
    ++tally_.messages;
    const std::string before = in_use_ != nullptr ? judged(*in_use_, bytes) : now;
    if (before != now) {
      ++tally_.different;
      std::cout << message.file.string() << ": was " << before << ", would be " << now << "\n";
    }
    if (message.label.empty()) return;
    ++tally_.labelled;
    if (message.label == now)
      ++tally_.as_labelled;
    else
      std::cout << message.file.string() << ": labelled " << message.label << ", judged " << now << "\n";
  }

  [[nodiscard]] const Tally& tally() const { return tally_; }

 private:
  ReaderPool& tried_;
  ReaderPool* in_use_;
  Tally tally_;
};

int try_on_messages(const RulesCheckOptions& options, const Configuration& configuration, const fs::path& directory) {
  const auto tried = readers_with(configuration, directory);
  const bool compare = !fs::equivalent(directory, configuration.settings.rules_directory);
  const auto in_use = compare ? start_readers(configuration) : tried;
  for (const auto* readers : {&tried, &in_use}) {
    if (*readers) continue;
    std::cerr << "intakectl: " << readers->error() << "\n";
    return EX_OSERR;
  }
  Trial trial(**tried, compare ? in_use->get() : nullptr);
  for (const fs::path& folder : options.messages) {
    const auto messages = labelled_messages_in(folder);
    if (!messages) {
      std::cerr << "intakectl: " << messages.error() << "\n";
      return EX_NOINPUT;
    }
    for (const LabelledMessage& message : *messages) trial.look_at(message);
  }
  const Tally& tally = trial.tally();
  if (tally.labelled > 0) std::cout << tally.as_labelled << " of " << tally.labelled << " verdicts are as labelled\n";
  if (compare)
    std::cout << tally.different << " of " << tally.messages << " verdicts differ from those of the rules in use\n";
  return tally.different > 0 || tally.as_labelled < tally.labelled ? exit_no : EX_OK;
}

}  // namespace

int check_rules(const RulesCheckOptions& options) {
  if (options.messages.empty())
    return examples_hold(options.directory.empty() ? installed_rules : options.directory) ? EX_OK : exit_no;
  const LoadedConfiguration loaded = load_configuration(options.config);
  print(loaded.mistakes);
  if (!loaded.configuration) return EX_CONFIG;
  const fs::path directory =
      options.directory.empty() ? loaded.configuration->settings.rules_directory : options.directory;
  return examples_hold(directory) ? try_on_messages(options, *loaded.configuration, directory) : exit_no;
}

}  // namespace intake
