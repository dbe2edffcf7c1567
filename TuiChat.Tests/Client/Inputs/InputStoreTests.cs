using TuiChat.Inputs;

namespace TuiChat.Tests.Client.Inputs;

public sealed class InputStoreTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tuichat-inputs-").FullName;

    string FilePath => Path.Combine(_folder, "inputs.jsonl");

    [Fact]
    public void Load_NothingThere_IsEmptyWithoutAProblem() => Assert.Equal(([], null), Load());

    [Fact]
    public void Append_TwoClientsOnOneFolder_LoseNothingOfEachOther()
    {
        var (one, other) = (new InputStore(_folder), new InputStore(_folder));
        for (var i = 0; i < 50; i++)
        {
            Assert.Null(one.Append([new InputRecord("s", "main", Line: $"one {i}")]));
            Assert.Null(other.Append([new InputRecord("s", "main", Line: $"other {i}")]));
        }
        Assert.Equal(100, Load().Records.Count);
    }

    [Fact]
    public void Append_AfterATornLine_CutsIt()
    {
        var store = new InputStore(_folder);
        store.Append([new InputRecord("s", "main", Line: "whole")]);
        File.AppendAllText(FilePath, "{\"server\":\"s\",\"ro");
        Assert.Equal(("whole", null), (Assert.Single(Load().Records).Line, Load().Problem));
        store.Append([new InputRecord("s", "main", Line: "next")]);
        Assert.Equal(["whole", "next"], Load().Records.Select(record => record.Line));
    }

    [Fact]
    public void Load_DamagedFile_IsSetAsideAndToldOnce()
    {
        var store = new InputStore(_folder);
        store.Append([new InputRecord("s", "main", Line: "before")]);
        File.AppendAllText(FilePath, "what is this?\n{\"server\":null}\n[]\n");
        store.Append([new InputRecord("s", "main", Line: "after")]);
        var (records, problem) = Load();
        Assert.Equal(["before", "after"], records.Select(record => record.Line));
        Assert.Contains(".damaged", problem, StringComparison.Ordinal);
        Assert.True(File.Exists(FilePath + ".damaged"));
        Assert.Null(Load().Problem);
        Assert.Equal(2, Load().Records.Count);
    }

    [Fact]
    public void Load_LargeFile_IsRewrittenInShort()
    {
        var store = new InputStore(_folder);
        var text = new string('x', 4000);
        store.Append([new InputRecord("s", "old", Draft: "a draft"), .. Enumerable.Range(0, 700).Select(i => new InputRecord("s", "main", Line: $"{i} {text}"))]);
        var before = new FileInfo(FilePath).Length;
        Assert.Equal(701, Load().Records.Count);
        Assert.True(new FileInfo(FilePath).Length < before / 2);
        Assert.StartsWith("699 ", Load().Records[^1].Line, StringComparison.Ordinal);
    }

    [Fact]
    public void Append_Unwritable_SaysWhy()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        Assert.Contains("cannot be kept", new InputStore(Path.Combine(_folder, "file")).Append([new InputRecord("s", "r", Line: "x")]), StringComparison.Ordinal);
    }

    [Fact]
    public void Append_FileIsForItsOwnerOnly()
    {
        if (OperatingSystem.IsWindows()) return;
        new InputStore(_folder).Append([new InputRecord("s", "main", Line: "x")]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public void Fold_KeepsNewestLinesAndLastDraft()
    {
        var lines = Enumerable.Range(0, InputStore.MaxLines + 10).Select(i => new InputRecord("s", "main", Line: $"{i}"));
        var rooms = InputStore.Fold([.. lines, new("s", "main", Draft: "one"), new("s", "main", Draft: "two"), new("t", "main", Line: "elsewhere")]);
        Assert.Equal(InputStore.MaxLines, rooms[("s", "main")].Lines.Count);
        Assert.Equal("10", rooms[("s", "main")].Lines[0]);
        Assert.Equal("two", rooms[("s", "main")].Draft);
        Assert.Equal(["elsewhere"], rooms[("t", "main")].Lines);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    (IReadOnlyList<InputRecord> Records, string? Problem) Load() => new InputStore(_folder).Load();
}
