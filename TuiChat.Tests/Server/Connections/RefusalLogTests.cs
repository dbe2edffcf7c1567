using System.Net;
using Microsoft.Extensions.Logging;
using TuiChat.Server.Connections;

namespace TuiChat.Tests.Server.Connections;

public sealed class RefusalLogTests
{
    [Fact]
    public void Note_ManyFromOneAddress_IsOneLineAMinuteWithACount()
    {
        var time = new ManualTime();
        var lines = new Lines();
        var log = new RefusalLog(new ConnectionLog(lines), time);
        for (var i = 1; i <= 5; i++) log.Note(i, IPAddress.Parse("192.0.2.1"), "full");
        log.Note(6, IPAddress.Parse("192.0.2.2"), "full");
        time.Advance(TimeSpan.FromMinutes(1));
        log.Note(7, IPAddress.Parse("192.0.2.1"), "full");
        Assert.Equal(
            [
                "Connection 1 from 192.0.2.1 was refused: full.",
                "Connection 6 from 192.0.2.2 was refused: full.",
                "Connection 7 from 192.0.2.1 was refused: full. So were 4 before it since this was last said.",
            ],
            lines);
    }

    sealed class Lines : List<string>, ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add(formatter(state, exception));
    }
}
