using System.Buffers;
using System.Text;
using TuiChat.Server.Http;

namespace TuiChat.Tests.Server.Http;

public sealed class HttpRequestTests
{
    [Theory]
    [InlineData("GET /health HTTP/1.1\r\nHost: a\r\n\r\n", "GET", "/health")]
    [InlineData("HEAD /metrics?x=1 HTTP/1.0\r\n\r\n", "HEAD", "/metrics")]
    [InlineData("GET / HTTP/1.1\r\nHOST:\r\nAccept: */*\r\n\r\nGET /more HTTP/1.1\r\n", "GET", "/")]
    public void TryRead_Good(string text, string method, string path)
    {
        var (request, problem) = Read(text);
        Assert.Null(problem);
        Assert.Equal(new HttpRequest(method, path), request);
    }

    [Theory]
    [InlineData("GET /\r\n\r\n", "400")]
    [InlineData("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "400")]
    [InlineData("GET / HTTP/1.1 x\r\nHost: a\r\n\r\n", "400")]
    [InlineData("G@T / HTTP/1.1\r\nHost: a\r\n\r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\nHost : a\r\n\r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\u0000\r\n\r\n", "400")]
    [InlineData("GET / HTTP/1.1\nHost: a\r\n\r\n", "400")]
    [InlineData("GET /\u00ff HTTP/1.1\r\nHost: a\r\n\r\n", "400")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505")]
    [InlineData("GET / HTTP/9.9\r\nHost: a\r\n\r\n", "505")]
    public void TryRead_Bad_IsAnswered(string text, string status)
    {
        var (request, problem) = Read(text);
        Assert.Null(request);
        Assert.StartsWith(status, problem?.Status, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_TooMuch_IsAnsweredBeforeItIsKept()
    {
        Assert.StartsWith("431", Read("GET / HTTP/1.1\r\nHost: a\r\nX: " + new string('x', HttpRequest.MaxHeadBytes)).Problem?.Status, StringComparison.Ordinal);
        var many = string.Concat(Enumerable.Repeat("X: 1\r\n", 65));
        Assert.StartsWith("431", Read($"GET / HTTP/1.1\r\nHost: a\r\n{many}\r\n").Problem?.Status, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET /")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r")]
    public void TryRead_TooFewBytes_Waits(string text) =>
        Assert.False(HttpRequest.TryRead(new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(text)), out _, out _));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TryRead_OfNoise_NeverFails(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 5000; i++)
        {
            var bytes = Encoding.Latin1.GetBytes("GET /health HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n");
            for (var changes = random.Next(8); changes > 0; changes--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var isRead = HttpRequest.TryRead(new ReadOnlySequence<byte>(bytes), out var request, out var problem);
            Assert.True(isRead == (request is not null || problem is not null), $"Seed {seed}, round {i}");
        }
    }

    static (HttpRequest? Request, HttpReply? Problem) Read(string text)
    {
        Assert.True(HttpRequest.TryRead(new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(text)), out var request, out var problem));
        return (request, problem);
    }
}
