// What both reader programs do before the jail closes: load and use everything that judging needs, pictures by the
// given loader where the setup asks for them. For one thread; failure is words for the administrator.
#pragma once

#include <functional>
#include <string>

#include "parser/readers/ocr.h"
#include "plugin/worker/reader_process.h"

namespace intake {

using LoadOcr = std::function<LoadedOcr(const std::string& data_directory, const PictureBounds& bounds)>;

// `load_pictures` may be empty: that program cannot read pictures.
Result<JudgeInJail> prepare_judge(const ReaderSetup& setup, const LoadOcr& load_pictures);

}  // namespace intake
