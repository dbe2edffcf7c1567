using System.Globalization;
using System.Text;

namespace TuiChat.Benchmarks.Load;

/// <summary>Our JSON lines, with request ids and client ids as real clients give.</summary>
sealed class OwnDialect : Dialect
{
    /// <inheritdoc/>
    public override int Answers => 1;

    /// <inheritdoc/>
    public override string Greeting(int number, string? room)
    {
        var hello = string.Create(CultureInfo.InvariantCulture, $$"""{"t":"hello","v":1,"nick":"n{{number}}","caps":["history","idempotent"]}""") + "\n";
        return room is null ? hello : hello + Join(room);
    }

    /// <inheritdoc/>
    public override string Join(string room) => $$"""{"t":"join","room":"{{room}}","lines":0}""" + "\n";

    /// <inheritdoc/>
    public override bool IsIn(ReadOnlySpan<byte> line, string? room, out string? reply)
    {
        reply = null;
        return room is null ? line.StartsWith("{\"t\":\"welcome\""u8) : line.StartsWith("{\"t\":\"page\""u8) && line.IndexOf("\"more\":true"u8) < 0;
    }

    /// <inheritdoc/>
    public override MessageTemplate Message(string room) => new(
        $$"""{"t":"send","id":"{{MessageTemplate.Time}}","room":"{{room}}","text":"{{Text}}","cid":"0193a5c0-0000-7000-8000-{{MessageTemplate.Number}}"}""" + "\n");

    /// <inheritdoc/>
    public override bool IsMessage(ReadOnlySpan<byte> line) => line.StartsWith("{\"t\":\"msg\""u8);

    /// <inheritdoc/>
    public override bool IsMessage(ReadOnlySpan<byte> line, out TimeSpan age)
    {
        age = default;
        return IsMessage(line) && MessageTemplate.IsStamped(line, "\"text\":\""u8, out age);
    }

    /// <inheritdoc/>
    public override bool IsStored(ReadOnlySpan<byte> line, out TimeSpan age)
    {
        age = default;
        return line.StartsWith("{\"t\":\"ok\""u8) && MessageTemplate.IsStamped(line, "\"re\":\""u8, out age);
    }

    /// <inheritdoc/>
    public override bool IsGone(ReadOnlySpan<byte> line, int number) =>
        line.StartsWith("{\"t\":\"left\""u8) && line.IndexOf(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\"nick\":\"n{number}\""))) >= 0;

    /// <inheritdoc/>
    public override bool IsRefusal(ReadOnlySpan<byte> line) => line.StartsWith("{\"t\":\"refused\""u8) || line.StartsWith("{\"t\":\"bye\""u8);

    /// <inheritdoc/>
    public override int Hearers(int members) => members;
}
