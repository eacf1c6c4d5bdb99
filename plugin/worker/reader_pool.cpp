#include "plugin/worker/reader_pool.h"

#include <new>

namespace intake {

namespace {

constexpr std::chrono::seconds coming{30};    // a reader is there after milliseconds; a machine that swaps takes longer
constexpr std::chrono::seconds waiting{120};  // for a free reader; the MTA waits 300 s for the end of a message
constexpr int most_orders = 3;                // readers that are asked for one message before it is given up

// What is left to say about a message that no reader could judge.
Decision review_by_limit(const char* why) {
  Decision decision;
  decision.document.troubles = {{TroubleKind::internal_error, 0, why}};
  decision.message.troubles = decision.document.troubles;
  decision.verdict.status = Status::review;
  decision.verdict.review = {Reason::limit};
  return decision;
}

const char* words_of(ReaderFault fault) {
  switch (fault) {
    case ReaderFault::died:
      return "the reader ended";
    case ReaderFault::late:
      return "the reader was late";
    case ReaderFault::lied:
      return "the reader answered nonsense";
    case ReaderFault::absent:
      return "no reader was tried";
    case ReaderFault::none:
      break;
  }
  return "";
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out.append(out.empty() ? "" : ", ").append(word);
  return out;
}

}  // namespace

ReaderPool::ReaderPool(PoolOptions options, std::shared_ptr<Decryptor> decryptor)
    : options_(std::move(options)), decryptor_(std::move(decryptor)), server_(options_.program, options_.setup) {}

Result<std::shared_ptr<ReaderPool>> ReaderPool::start(PoolOptions options, std::shared_ptr<Decryptor> decryptor) {
  using Started = Result<std::shared_ptr<ReaderPool>>;
  options.setup.decrypts = decryptor != nullptr;
  std::shared_ptr<ReaderPool> pool(new ReaderPool(std::move(options), std::move(decryptor)));
  std::string wrong = pool->server_.start();
  if (wrong.empty()) wrong = pool->first_reader();
  if (!wrong.empty()) return Started::failure(wrong);
  return pool;
}

// Shows whether the jail holds here; then the others are ordered.
std::string ReaderPool::first_reader() {
  const std::unique_ptr<Reader> first = server_.order();
  const bool came = first && first->await(std::chrono::steady_clock::now() + coming, refused_);
  if (!refused_.empty() && !options_.setup.allow_unjailed) {
    return "the kernel refuses a part of the jail of readers: " + joined(refused_) +
           "; allow it, or set worker.allow_unjailed = true and read hostile mail unprotected";
  }
  if (!came) return "no reader came: " + options_.program.string() + " ended at once";
  for (int i = 0; i < options_.readers; ++i) put_back();
  return {};
}

// Orders a new reader in the place of one that is done.
void ReaderPool::put_back() {
  std::unique_ptr<Reader> next = server_.order();
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(next));  // null keeps the place: take() orders again
  }
  free_.notify_one();
}

// Null when no reader is to be had.
std::unique_ptr<Reader> ReaderPool::take() {
  std::unique_ptr<Reader> reader;
  {
    std::unique_lock lock(mutex_);
    if (!free_.wait_for(lock, waiting, [this] { return !waiting_.empty(); })) return nullptr;
    reader = std::move(waiting_.front());  // the one that had most time to come
    waiting_.erase(waiting_.begin());
  }
  for (int i = 0; i < most_orders; ++i) {
    if (!reader) reader = server_.order();
    std::vector<std::string> refused;
    if (reader && reader->await(std::chrono::steady_clock::now() + coming, refused)) return reader;
    reader.reset();
  }
  put_back();
  return nullptr;
}

void ReaderPool::count(std::size_t PoolCounts::*which) {
  const std::lock_guard lock(mutex_);
  ++(counts_.*which);
}

PoolCounts ReaderPool::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

// Pictures take seconds: while half of the readers are at work, the others are for the mail that comes meanwhile.
bool ReaderPool::may_read_pictures(const std::string& hash) {
  const std::lock_guard lock(mutex_);
  return options_.setup.ocr && 2 * waiting_.size() > static_cast<std::size_t>(options_.readers) &&
         !poison_by_pictures_.is_poison(hash);
}

Told ReaderPool::ask(const Question& question) {
  std::unique_ptr<Reader> reader = take();
  Told told{{}, reader ? ReaderFault::died : ReaderFault::absent};
  try {
    if (reader) told = converse(*reader, question, options_.setup.limits, decryptor_.get(), options_.deadline);
  } catch (const std::bad_alloc&) {  // this side ran out of memory: the message is treated alike
  }
  if (reader) {
    reader.reset();
    put_back();
  }
  note_fault(told.fault);
  return told;
}

void ReaderPool::note_fault(ReaderFault fault) {
  switch (fault) {
    case ReaderFault::none:
      return;
    case ReaderFault::died:
      return count(&PoolCounts::died);
    case ReaderFault::late:
      return count(&PoolCounts::late);
    case ReaderFault::lied:
      return count(&PoolCounts::lied);
    case ReaderFault::absent:
      return count(&PoolCounts::not_tried);
  }
}

Decision ReaderPool::decide(const RawMessage& raw, Detail detail) {
  count(&PoolCounts::messages);
  const std::string hash = PoisonList::hash_of(raw.bytes);
  if (poison_.is_poison(hash)) {
    note_fault(ReaderFault::absent);
    return review_by_limit(words_of(ReaderFault::absent));
  }
  Question question{raw, detail, may_read_pictures(hash)};
  Told told = ask(question);
  if (told.fault != ReaderFault::none && question.pictures) {  // what is written may be read all the same
    poison_by_pictures_.note(hash);
    question.pictures = false;
    told = ask(question);
  }
  if (told.fault == ReaderFault::none) return std::move(told.decision);
  if (told.fault != ReaderFault::absent) poison_.note(hash);
  return review_by_limit(words_of(told.fault));
}

}  // namespace intake
