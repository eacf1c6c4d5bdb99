#include "rules/identity_code.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace intake {

namespace {

constexpr std::size_t code_length = 11;
constexpr std::string_view check_characters = "0123456789ABCDEFHJKLMNPRSTUVWXY";
constexpr std::string_view official_specimen = "131052-308T";  // published by the authorities; nobody's

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// 0 for a character that is no century sign.
int century(char sign) {
  if (sign == '+') return 1800;
  if (sign == '-' || (sign >= 'U' && sign <= 'Y')) return 1900;
  if (sign >= 'A' && sign <= 'F') return 2000;
  return 0;
}

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

bool is_date(int year, int month, int day) {
  static constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  const int last = days.at(static_cast<std::size_t>(month) - 1) + (month == 2 && is_leap(year) ? 1 : 0);
  return day <= last;
}

bool is_later(int year, int month, int day, const Date& today) {
  if (year != today.year) return year > today.year;
  if (month != today.month) return month > today.month;
  return day > today.day;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

IdentityCode check_identity_code(std::string_view text, const Policy& policy) {
  IdentityCode result;
  if (text.size() != code_length) return result;
  for (const char c : text) result.code += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  const std::string_view code = result.code;
  const std::string_view date = code.substr(0, 6);
  const std::string_view individual = code.substr(7, 3);
  const int hundred = century(code[6]);
  if (!all_digits(date) || !all_digits(individual) || hundred == 0) return result;

  const int day = number(date.substr(0, 2));
  const int month = number(date.substr(2, 2));
  result.birth_year = hundred + number(date.substr(4, 2));
  const int serial = number(individual);
  result.artificial = serial >= 900;
  const int remainder = static_cast<int>((static_cast<long>(number(date)) * 1000 + serial) % 31);
  if (!is_date(result.birth_year, month, day)) {
    result.flaw = CodeFlaw::date;
  } else if (is_later(result.birth_year, month, day, policy.today)) {
    result.flaw = CodeFlaw::future;
  } else if (check_characters[static_cast<std::size_t>(remainder)] != code[10]) {
    result.flaw = CodeFlaw::check_character;
  } else if (serial < 2 || (result.artificial && !policy.accept_artificial_codes && code != official_specimen)) {
    result.flaw = CodeFlaw::number_range;
  } else {
    result.flaw = CodeFlaw::none;
  }
  return result;
}

std::string_view name_of(CodeFlaw flaw) {
  static constexpr std::array<std::string_view, 6> names = {"none", "shape", "date", "date in the future", "number range", "check character"};
  return names.at(static_cast<std::size_t>(flaw));
}

}  // namespace intake
