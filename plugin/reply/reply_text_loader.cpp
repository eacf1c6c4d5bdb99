// Reads the reply texts and their wordings, and finds every mistake in them before a single reply is written.
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>

#include "parser/charset.h"
#include "plugin/reply/reply_text.h"

namespace intake {

namespace fs = std::filesystem;

namespace {

const std::set<std::string> text_holes = {"ask_list",  "arrived",        "case_reference", "mailbox_name",
                                          "telephone", "postal_address", "support_line"};
const std::set<std::string> receipt_holes = {"arrived",   "case_reference", "mailbox_name",
                                             "telephone", "postal_address", "support_line"};
const std::set<std::string> arrived_holes = {"day", "month", "month_name", "year", "hour", "minute"};
const std::set<std::string> wording_keys = {"subject",      "mailbox_name", "telephone", "postal_address", "arrived",
                                            "support_line", "month_names",  "missing",   "invalid"};
constexpr const char* both_key = "service_provider_and_year";

std::optional<std::string> read_text(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::string text(std::istreambuf_iterator<char>(in), {});
  text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
  return text;
}

std::size_t line_of(const std::string& text, std::size_t at) {
  return static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + 1;
}

}  // namespace

class ReplyTextLoader {
 public:
  LoadedReplyTexts load(const fs::path& directory) {
    for (const Language language : {Language::fi, Language::sv, Language::en}) {
      const std::string name(name_of(language));
      ReplyWording wording;
      read_wording(directory / (name + ".toml"), wording);
      wording.text = read_body(directory / (name + ".txt"), text_holes);
      wording.receipt = read_body(directory / (name + "-receipt.txt"), receipt_holes);
      texts_->wordings_[language] = std::move(wording);
    }
    read_und(directory / "und.toml");
    if (!mistakes_.empty()) return {nullptr, std::move(mistakes_)};
    return {texts_, {}};
  }

 private:
  void mistake(const fs::path& file, std::size_t line, const std::string& words) {
    mistakes_.push_back(file.string() + (line == 0 ? "" : ":" + std::to_string(line)) + ": " + words);
  }

  std::optional<toml::table> parse(const fs::path& file) {
    const auto text = read_text(file);
    if (!text) {
      mistake(file, 0, "cannot be read; the reply texts belong into replies/ of the rules folder");
      return std::nullopt;
    }
    try {
      return toml::parse(*text);
    } catch (const toml::parse_error& error) {
      mistake(file, error.source().begin.line, std::string(error.description()));
      return std::nullopt;
    }
  }

  // A reply says nothing that a mail program could turn into something to click.
  void refuse_links(const fs::path& file, std::size_t line, const std::string& words) {
    for (const char* sign : {"://", "www.", "@", "<", ">"}) {
      if (words.find(sign) != std::string::npos)
        mistake(file, line, std::string("'") + sign + "' makes a link; a reply has none");
    }
  }

  std::string string_of(const fs::path& file, const toml::table& table, const char* key) {
    const toml::node* node = table.get(key);
    const auto value = node == nullptr ? std::nullopt : node->value<std::string>();
    if (!value || value->empty()) {
      mistake(file, node == nullptr ? table.source().begin.line : node->source().begin.line,
              std::string(key) + " = \"...\" is missing or empty");
      return {};
    }
    const std::size_t line = node->source().begin.line;
    refuse_links(file, line, *value);
    if (std::any_of(value->begin(), value->end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
      mistake(file, line, std::string(key) + " must be one line");
    }
    return *value;
  }

  void read_wording(const fs::path& file, ReplyWording& wording) {
    const auto table = parse(file);
    if (!table) return;
    for (const auto& [key, node] : *table) {
      if (wording_keys.count(std::string(key.str())) == 0)
        mistake(file, node.source().begin.line, "unknown key '" + std::string(key.str()) + "'");
    }
    wording.subject = string_of(file, *table, "subject");
    wording.mailbox_name = string_of(file, *table, "mailbox_name");
    wording.telephone = string_of(file, *table, "telephone");
    wording.postal_address = string_of(file, *table, "postal_address");
    wording.support_line = string_of(file, *table, "support_line");
    wording.missing = items_of(file, *table, "missing", true);
    wording.invalid = items_of(file, *table, "invalid", false);
    read_arrived(file, *table, wording);
  }

  void read_arrived(const fs::path& file, const toml::table& table, ReplyWording& wording) {
    const std::string arrived = string_of(file, table, "arrived");
    const toml::node* node = table.get("arrived");
    wording.arrived = cut(file, node == nullptr ? 1 : node->source().begin.line, arrived, arrived_holes);
    if (const toml::array* names = table["month_names"].as_array()) {
      for (const toml::node& name : *names) wording.month_names.push_back(name.value_or(std::string()));
      if (names->size() != 12) mistake(file, names->source().begin.line, "month_names must hold 12 names");
    } else if (arrived.find("{month_name}") != std::string::npos) {
      mistake(file, node->source().begin.line, "{month_name} needs month_names = [...]");
    }
  }

  // Every item needs a wording for `missing`; `invalid` may leave some out.
  std::map<std::string, std::string> items_of(const fs::path& file, const toml::table& table, const char* section,
                                              bool all) {
    std::map<std::string, std::string> wordings;
    const toml::table* items = table[section].as_table();
    if (items == nullptr) {
      mistake(file, 1, std::string("section [") + section + "] is missing");
      return wordings;
    }
    std::set<std::string> known = {both_key};
    for (const Item item : all_items) known.insert(std::string(name_of(item)));
    for (const auto& [key, node] : *items) {
      const std::string name(key.str());
      if (known.count(name) == 0)
        mistake(file, node.source().begin.line, "unknown item '" + name + "' in [" + section + "]");
      wordings[name] = string_of(file, *items, name.c_str());
    }
    for (const std::string& name : known) {
      if (all && wordings.count(name) == 0) {
        mistake(file, items->source().begin.line, "item '" + name + "' has no wording in [" + section + "]");
      }
    }
    return wordings;
  }

  Template read_body(const fs::path& file, const std::set<std::string>& holes) {
    const auto text = read_text(file);
    if (!text) mistake(file, 0, "cannot be read; the reply texts belong into replies/ of the rules folder");
    if (text && !is_valid_utf8(*text)) mistake(file, 0, "is not UTF-8; save it as UTF-8");
    if (!text || !is_valid_utf8(*text)) return {};
    refuse_links(file, 1, *text);
    for (const std::string& hole : holes) {
      if (text->find("{" + hole + "}") == std::string::npos)
        mistake(file, 1, "the hole {" + hole + "} is nowhere in the text");
    }
    return cut(file, 1, *text, holes);
  }

  Template cut(const fs::path& file, std::size_t first_line, const std::string& text,
               const std::set<std::string>& holes) {
    Template out;
    std::size_t from = 0;
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', from)) {
      const std::size_t end = text.find('}', at);
      const std::string hole = text.substr(at + 1, end == std::string::npos ? end : end - at - 1);
      if (end == std::string::npos || holes.count(hole) == 0) {
        mistake(file, first_line + line_of(text, at) - 1, "unknown hole '{" + hole.substr(0, hole.find('\n')) + "}'");
        return out;
      }
      out.pieces.push_back({text.substr(from, at - from), hole});
      from = end + 1;
    }
    out.pieces.push_back({text.substr(from), ""});
    return out;
  }

  void read_und(const fs::path& file) {
    const auto table = parse(file);
    if (!table) return;
    texts_->und_subject_ = string_of(file, *table, "subject");
    texts_->und_mailbox_name_ = string_of(file, *table, "mailbox_name");
    texts_->und_introduction_ = string_of(file, *table, "introduction");
  }

  std::shared_ptr<ReplyTexts> texts_ = std::make_shared<ReplyTexts>();
  std::vector<std::string> mistakes_;
};

LoadedReplyTexts load_reply_texts(const fs::path& directory) {
  return ReplyTextLoader().load(directory);
}

}  // namespace intake
