using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace TuiChat.Server.Storage;

/// <summary>
/// Chooses SQLite's native library, once per process: the system's own when it is new enough and has full-text search,
/// else the one that comes with the program. Everybody in the process who opens a database calls <see cref="Load"/> first.
/// </summary>
sealed class SqliteLibrary
{
    /// <summary>3.40.0: the oldest SQLite of a system that is preferred to the bundled 3.35.5.</summary>
    const int OldestVersion = 3_040_000;

    static readonly Lazy<SqliteLibrary> Shared = new(() => new SqliteLibrary());

    readonly nint _handle;

    SqliteLibrary()
    {
        var found = Candidates.Select(name => (Name: name, Handle: TryLoad(name))).FirstOrDefault(candidate => candidate.Handle != 0);
        _handle = found.Handle;
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        Version = raw.sqlite3_libversion().utf8_to_string();
        Origin = found.Name ?? "bundled";
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    delegate int VersionNumber();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    delegate int CompileOptionUsed([MarshalAs(UnmanagedType.LPStr)] string option);

    /// <summary>Such as <c>3.40.1</c>.</summary>
    public string Version { get; }

    /// <summary>The file name of the system's library, or <c>bundled</c>.</summary>
    public string Origin { get; }

    static string[] Candidates =>
        OperatingSystem.IsWindows() ? ["winsqlite3.dll"] : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib"] : ["libsqlite3.so.0"];

    /// <summary>Makes SQLite ready for use; the first call decides, later ones return the same.</summary>
    public static SqliteLibrary Load() => Shared.Value;

    static nint TryLoad(string name)
    {
        if (!NativeLibrary.TryLoad(name, out var handle)) return 0;
        if (IsFit(handle)) return handle;
        NativeLibrary.Free(handle);
        return 0;
    }

    static bool IsFit(nint handle) =>
        NativeLibrary.TryGetExport(handle, "sqlite3_libversion_number", out var version)
        && NativeLibrary.TryGetExport(handle, "sqlite3_compileoption_used", out var option)
        && Marshal.GetDelegateForFunctionPointer<VersionNumber>(version)() >= OldestVersion
        && Marshal.GetDelegateForFunctionPointer<CompileOptionUsed>(option)("ENABLE_FTS5") != 0;

    nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == "e_sqlite3" ? _handle : 0;
}
