using TuiChat.Commands;
using TuiChat.Conversations;

namespace TuiChat.Tests.Client.Commands;

public sealed class CommandTableTests
{
    readonly CommandTable _table = new();
    bool _hasQuit;

    [Theory]
    [InlineData(".exit")]
    [InlineData("exit")]
    [InlineData("  exit ")]
    [InlineData("/quit")]
    [InlineData("/QUIT")]
    [InlineData("/exit")]
    public void Run_WordsThatLeave_Quit(string line)
    {
        Assert.True(Run(line).IsDone);
        Assert.True(_hasQuit);
    }

    [Theory]
    [InlineData("/nosuch", "There is no command /nosuch.")]
    [InlineData("/hlep", "Did you mean /help?")]
    [InlineData("/", "/help")]
    [InlineData("/nosuch", "//nosuch")]
    public void Run_UnknownCommand_IsExplainedAndNotSent(string line, string hint)
    {
        var result = Run(line);
        Assert.False(result.IsDone);
        Assert.Contains(hint, result.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("//hello")]
    [InlineData("exit now")]
    [InlineData("/me waves")]
    [InlineData("/me")]
    [InlineData("/reply hello")]
    [InlineData("/edit other")]
    [InlineData("/delete")]
    [InlineData("/react 👍")]
    [InlineData("/cd a room")]
    [InlineData("/cd -")]
    [InlineData("/cd @bob")]
    [InlineData("/topic x")]
    [InlineData("/whoami")]
    [InlineData("/ping")]
    [InlineData("/rooms")]
    [InlineData("/part")]
    [InlineData("/help nosuchword")]
    public void Run_WhatCannotBeDone_KeepsTheLineAndSaysWhy(string line)
    {
        var result = Run(line);
        Assert.False(result.IsDone);
        Assert.EndsWith(".", result.Problem, StringComparison.Ordinal);
        Assert.False(_hasQuit);
    }

    [Fact]
    public void All_RowsHaveAHelpSentenceAndUniqueNames()
    {
        Assert.All(_table.All, command => Assert.EndsWith(".", command.Help, StringComparison.Ordinal));
        var names = _table.All.SelectMany(command => command.Aliases.Prepend(command.Name)).ToArray();
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void All_ArgumentsAreExplainedAndInOrder() => Assert.All(_table.All, command =>
    {
        Assert.All(command.Arguments, argument => Assert.Matches("^[A-Z]+$", argument.Name));
        Assert.All(command.Arguments, argument => Assert.Matches("^[^A-Z].*[^.]$", argument.Help));
        Assert.All(command.Arguments.SkipLast(1), argument => Assert.False(argument.IsRest, $"/{command.Name}: nothing can follow {argument.Name}"));
        Assert.DoesNotContain(command.Arguments.SkipWhile(argument => !argument.IsOptional), argument => !argument.IsOptional);
    });

    [Fact]
    public void Run_WithoutWhatMustBeThere_SaysWhatItIs() => Assert.Equal("TEXT is missing: what you do, such as waves. It is typed /me TEXT.", Run("/me").Problem);

    CommandResult Run(string line) => _table.Run(new CommandContext(new ChatClient(TimeProvider.System), () => _hasQuit = true, () => { }, () => { }, _table), line);
}
