// Loaded into a program with LD_PRELOAD: calls of the functions FAILING_CALLS (names with commas between) fail, from
// the call FAILING_FROM on (counted from 1 and from main() on, those of all the names together), FAILING_TIMES times,
// as they would with no memory, no disk, no descriptors left. Into the file FAILING_REPORT is written at the end how
// often each function here was called: "malloc 1234". Any thread.
//
// The libraries' own functions are declared here and not included, since each header declares them a little
// differently.
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace {

bool in_main = false;  // what the loader does before is no matter of the program's

long number(const char* name) {
  const char* const text = ::getenv(name);
  return text == nullptr ? 0 : ::strtol(text, nullptr, 10);
}

/// Whether `name` stands in the list.
bool is_selected(const char* name) {
  const std::size_t length = ::strlen(name);
  const char* list = ::getenv("FAILING_CALLS");
  for (; list != nullptr; list = ::strchr(list, ',')) {
    list += *list == ',' ? 1 : 0;
    if (::strncmp(list, name, length) == 0 && (list[length] == ',' || list[length] == '\0')) return true;
  }
  return false;
}

/// One function that may fail. Constant-initialised: malloc is called before any constructor is.
class Call {
 public:
  constexpr explicit Call(const char* name) : name_(name) {}

  bool fails(int error) {
    if (!in_main) return false;
    if (__atomic_fetch_add(&count_, 1, __ATOMIC_RELAXED) == 0) enlist();
    if (!selected_) return false;
    static const long from = number("FAILING_FROM");
    static const long times = number("FAILING_TIMES");
    static long calls = 0;
    const long call = __atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED);
    if (call < from || call - from >= times) return false;
    errno = error;
    return true;
  }

  template <class Function>
  Function* real() {
    if (real_ == nullptr) real_ = ::dlsym(RTLD_NEXT, name_);
    return reinterpret_cast<Function*>(real_);
  }

  static void report();

 private:
  void enlist() {
    selected_ = is_selected(name_);
    next_ = __atomic_load_n(&first, __ATOMIC_RELAXED);
    while (!__atomic_compare_exchange_n(&first, &next_, this, false, __ATOMIC_RELEASE, __ATOMIC_RELAXED)) {
    }
  }

  static Call* first;
  const char* const name_;
  void* real_ = nullptr;
  long count_ = 0;
  bool selected_ = false;
  Call* next_ = nullptr;
};

Call* Call::first = nullptr;

void Call::report() {
  const char* const path = ::getenv("FAILING_REPORT");
  FILE* const file = path != nullptr ? ::fopen(path, "w") : nullptr;
  if (file == nullptr) return;
  for (const Call* call = first; call != nullptr; call = call->next_)
    ::fprintf(file, "%s %ld\n", call->name_, call->count_);
  ::fclose(file);
}

}  // namespace

// FAILING(result, name, (parameters), (arguments), what it returns when it fails, and errno then)
#define FAILING(result, name, parameters, arguments, failure, error) \
  extern "C" result name parameters {                                \
    static Call call(#name);                                         \
    if (call.fails(error)) return failure;                           \
    return call.real<result parameters>() arguments;                 \
  }

using Size = std::size_t;
using Signed = long;  // ssize_t, off_t
using Length = unsigned;
struct SDL_Renderer;
struct SDL_RWops;
struct SDL_Surface;
struct SDL_Texture;
struct SDL_Window;
struct TTF_Font;

// Memory. C++'s operator new comes to malloc too.
FAILING(void*, malloc, (Size size) noexcept, (size), nullptr, ENOMEM)
FAILING(void*, calloc, (Size count, Size size) noexcept, (count, size), nullptr, ENOMEM)
FAILING(void*, realloc, (void* old, Size size) noexcept, (old, size), nullptr, ENOMEM)
FAILING(int, posix_memalign, (void** to, Size align, Size size) noexcept, (to, align, size), ENOMEM, ENOMEM)
FAILING(void*, aligned_alloc, (Size align, Size size) noexcept, (align, size), nullptr, ENOMEM)
FAILING(void*, mmap, (void* at, Size size, int protection, int flags, int file, Signed offset) noexcept,
        (at, size, protection, flags, file, offset), reinterpret_cast<void*>(-1), ENOMEM)

// Files.
FAILING(int, open, (const char* path, int flags, unsigned mode), (path, flags, mode), -1, EMFILE)
FAILING(int, open64, (const char* path, int flags, unsigned mode), (path, flags, mode), -1, ENFILE)
FAILING(int, openat, (int folder, const char* path, int flags, unsigned mode), (folder, path, flags, mode), -1, EMFILE)
FAILING(FILE*, fopen, (const char* path, const char* mode), (path, mode), nullptr, EMFILE)
FAILING(FILE*, fopen64, (const char* path, const char* mode), (path, mode), nullptr, EMFILE)
FAILING(void*, opendir, (const char* path), (path), nullptr, EMFILE)
FAILING(Signed, read, (int file, void* to, Size size), (file, to, size), -1, EIO)
FAILING(Size, fread, (void* to, Size size, Size count, FILE* file), (to, size, count, file), 0, EIO)
FAILING(Signed, write, (int file, const void* from, Size size), (file, from, size), -1, ENOSPC)
FAILING(int, fsync, (int file), (file), -1, EIO)
FAILING(char*, mkdtemp, (char* name) noexcept, (name), nullptr, EACCES)
FAILING(int, fstat, (int file, void* info) noexcept, (file, info), -1, EIO)
FAILING(int, flock, (int file, int how) noexcept, (file, how), -1, ENOLCK)
FAILING(int, rename, (const char* from, const char* to) noexcept, (from, to), -1, EDQUOT)
FAILING(int, unlink, (const char* path) noexcept, (path), -1, EIO)
FAILING(int, mkdir, (const char* path, unsigned mode) noexcept, (path, mode), -1, ENOSPC)
FAILING(int, close, (int file), (file), -1, EIO)

// Other machines, threads and processes.
FAILING(int, socket, (int domain, int type, int protocol) noexcept, (domain, type, protocol), -1, EMFILE)
FAILING(int, socketpair, (int domain, int type, int protocol, int* ends) noexcept, (domain, type, protocol, ends), -1,
        ENFILE)
FAILING(int, connect, (int socket, const void* to, Length length), (socket, to, length), -1, ENETUNREACH)
FAILING(Signed, send, (int socket, const void* from, Size size, int flags), (socket, from, size, flags), -1, ECONNRESET)
FAILING(Signed, recv, (int socket, void* to, Size size, int flags), (socket, to, size, flags), -1, ECONNRESET)
FAILING(int, poll, (void* files, unsigned long count, int timeout), (files, count, timeout), -1, ENOMEM)
FAILING(int, pipe2, (int* ends, int flags) noexcept, (ends, flags), -1, EMFILE)
FAILING(int, eventfd, (unsigned value, int flags) noexcept, (value, flags), -1, EMFILE)
FAILING(int, getaddrinfo, (const char* host, const char* service, const void* hints, void* list),
        (host, service, hints, list), -11, ENOMEM)  // EAI_SYSTEM
FAILING(int, getnameinfo,
        (const void* address, Length length, char* host, Length host_size, char* service, Length service_size,
         int flags),
        (address, length, host, host_size, service, service_size, flags), -10, ENOMEM)  // EAI_MEMORY
FAILING(int, posix_spawn,
        (int* id, const char* path, const void* actions, const void* attributes, char* const* arguments,
         char* const* variables) noexcept,
        (id, path, actions, attributes, arguments, variables), EAGAIN, EAGAIN)
FAILING(int, waitpid, (int process, int* status, int options), (process, status, options), -1, ECHILD)
FAILING(int, pthread_create, (void* thread, const void* attributes, void* (*start)(void*), void* argument) noexcept,
        (thread, attributes, start, argument), EAGAIN, EAGAIN)

// The libraries that decode and draw.
FAILING(int, SDL_InitSubSystem, (unsigned flags), (flags), -1, 0)
FAILING(SDL_Window*, SDL_CreateWindow, (const char* title, int x, int y, int width, int height, unsigned flags),
        (title, x, y, width, height, flags), nullptr, 0)
FAILING(SDL_Surface*, SDL_GetWindowSurface, (SDL_Window * window), (window), nullptr, 0)
FAILING(int, SDL_UpdateWindowSurface, (SDL_Window * window), (window), -1, 0)
FAILING(int, SDL_UpdateWindowSurfaceRects, (SDL_Window * window, const void* boxes, int count), (window, boxes, count),
        -1, 0)
FAILING(SDL_Renderer*, SDL_CreateRenderer, (SDL_Window * window, int index, unsigned flags), (window, index, flags),
        nullptr, 0)
FAILING(SDL_Texture*, SDL_CreateTexture, (SDL_Renderer * renderer, unsigned format, int access, int width, int height),
        (renderer, format, access, width, height), nullptr, 0)
FAILING(int, SDL_UpdateTexture, (SDL_Texture * texture, const void* box, const void* pixels, int pitch),
        (texture, box, pixels, pitch), -1, 0)
FAILING(int, SDL_RenderCopy, (SDL_Renderer * renderer, SDL_Texture* texture, const void* from, const void* to),
        (renderer, texture, from, to), -1, 0)
FAILING(int, SDL_GetCurrentDisplayMode, (int display, void* mode), (display, mode), -1, 0)
FAILING(SDL_Surface*, SDL_CreateRGBSurfaceWithFormat, (unsigned flags, int width, int height, int depth, unsigned form),
        (flags, width, height, depth, form), nullptr, 0)
FAILING(SDL_Surface*, SDL_CreateRGBSurfaceWithFormatFrom,
        (void* pixels, int width, int height, int depth, int pitch, unsigned form),
        (pixels, width, height, depth, pitch, form), nullptr, 0)
FAILING(int, SDL_UpperBlit, (SDL_Surface * from, const void* part, SDL_Surface* to, void* place),
        (from, part, to, place), -1, 0)
FAILING(SDL_RWops*, SDL_RWFromConstMem, (const void* bytes, int size), (bytes, size), nullptr, 0)
FAILING(SDL_RWops*, SDL_AllocRW, (), (), nullptr, 0)
FAILING(SDL_Surface*, IMG_LoadPNG_RW, (SDL_RWops * file), (file), nullptr, 0)
FAILING(int, IMG_SavePNG_RW, (SDL_Surface * surface, SDL_RWops* file, int close), (surface, file, close), -1, 0)
FAILING(int, TTF_Init, (), (), -1, 0)
FAILING(TTF_Font*, TTF_OpenFontDPIRW, (SDL_RWops * file, int closes, int size, unsigned across, unsigned down),
        (file, closes, size, across, down), nullptr, 0)
FAILING(int, TTF_SizeUTF8, (TTF_Font * font, const char* text, int* width, int* height), (font, text, width, height),
        -1, 0)
FAILING(int, TTF_GlyphMetrics32,
        (TTF_Font * font, unsigned letter, int* left, int* right, int* bottom, int* top, int* advance),
        (font, letter, left, right, bottom, top, advance), -1, 0)
FAILING(SDL_Surface*, TTF_RenderUTF8_Shaded, (TTF_Font * font, const char* text, unsigned ink, unsigned paper),
        (font, text, ink, paper), nullptr, 0)
FAILING(SDL_Surface*, TTF_RenderUTF8_Blended, (TTF_Font * font, const char* text, unsigned ink), (font, text, ink),
        nullptr, 0)
FAILING(void*, QRcode_encodeString8bit, (const char* text, int version, int level), (text, version, level), nullptr,
        ENOMEM)
FAILING(void*, hnj_hyphen_load, (const char* file), (file), nullptr, 0)
FAILING(void*, curl_easy_init, (), (), nullptr, 0)
FAILING(int, curl_easy_perform, (void* easy), (easy), 27, 0)  // CURLE_OUT_OF_MEMORY
FAILING(void*, curl_share_init, (), (), nullptr, 0)
FAILING(void*, curl_slist_append, (void* list, const char* line), (list, line), nullptr, 0)

namespace {

int (*program_main)(int, char**, char**) = nullptr;

int counted_main(int count, char** arguments, char** variables) {
  in_main = true;
  return program_main(count, arguments, variables);
}

}  // namespace

extern "C" int __libc_start_main(int (*main)(int, char**, char**), int count, char** arguments, void (*init)(),
                                 void (*fini)(), void (*loader_fini)(), void* stack) {
  program_main = main;
  static Call start("__libc_start_main");
  using Start = int(int (*)(int, char**, char**), int, char**, void (*)(), void (*)(), void (*)(), void*);
  return start.real<Start>()(counted_main, count, arguments, init, fini, loader_fini, stack);
}

__attribute__((destructor)) static void write_report() {
  in_main = false;
  Call::report();
}
