using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

public sealed class ApplicationTests
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Fact]
    public void Step_ManyEvents_DrawOneFrame()
    {
        var clock = new FakeClock();
        (VirtualTerminal terminal, Application application, Counter counter) = Make(clock);
        for (int i = 0; i < 100; i++)
            application.Post(counter.Increase);
        application.Step();
        Assert.Equal((100, 1), (counter.Value, counter.Draws));
        Assert.Equal("100", terminal.Row(0));
    }

    [Fact]
    public void Open_ShowsTheFirstFrame_AndWhatWaitsComesWithTheNext()
    {
        var clock = new FakeClock();
        (VirtualTerminal terminal, Application application, Counter counter) = Make(clock);
        application.Post(counter.Increase);
        application.Open();
        Assert.Equal((1, "0"), (counter.Draws, terminal.Row(0)));
        Assert.True(terminal.IsEntered);
        clock.Advance(TimeSpan.FromSeconds(1));
        application.Step();
        Assert.Equal((2, "1"), (counter.Draws, terminal.Row(0)));
    }

    [Fact]
    public void Step_WithinAFramesTime_WaitsAndThenDrawsOnce()
    {
        var clock = new FakeClock();
        (VirtualTerminal terminal, Application application, Counter counter) = Make(clock);
        application.Step();
        application.Post(counter.Increase);
        application.Step();
        Assert.Equal(1, counter.Draws);
        clock.Advance(TimeSpan.FromMilliseconds(10));
        application.Post(counter.Increase);
        application.Step();
        Assert.Equal(1, counter.Draws);
        clock.Advance(TimeSpan.FromMilliseconds(7));
        application.Step();
        Assert.Equal((2, "2"), (counter.Draws, terminal.Row(0)));
        clock.Advance(TimeSpan.FromSeconds(1));
        application.Step();
        Assert.Equal(2, counter.Draws);
        application.Post(counter.Increase);
        application.Step();
        Assert.Equal((3, "3"), (counter.Draws, terminal.Row(0)));
    }

    [Fact]
    public void Step_KeysWithinAFramesTime_AreDrawnAtOnceButForMany()
    {
        var clock = new FakeClock();
        (VirtualTerminal _, Application application, Counter counter) = Make(clock);
        application.Step();
        var draws = new List<int>();
        for (int i = 0; i < 6; i++)
        {
            application.Post(() => application.Handle(new KeyPressed(Key.Parse("a"))));
            application.Step();
            draws.Add(counter.Draws);
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal([2, 3, 3, 3, 3, 3], draws);
        // What was drawn early is waited for afterwards: three frames' time from the first on.
        clock.Advance(TimeSpan.FromMilliseconds(30));
        application.Post(counter.Increase);
        application.Step();
        Assert.Equal(4, counter.Draws);
        application.Post(counter.Increase);
        application.Step();
        Assert.Equal(4, counter.Draws);
    }

    [Fact]
    public void Step_NothingChanged_WritesNothing()
    {
        (VirtualTerminal terminal, Application application, Counter _) = Make(new FakeClock());
        application.Step();
        int before = terminal.WriteCount;
        application.Post(() => { });
        application.Step();
        Assert.Equal(before, terminal.WriteCount);
    }

    [Fact]
    public void Timeout_Due_RunsOnceInOrder()
    {
        var log = new List<string>();
        using var screen = new AppScreen(new Label("x"), 10, 2);
        screen.Application.AddTimeout(TimeSpan.FromSeconds(2), () => log.Add("b"));
        screen.Application.AddTimeout(TimeSpan.FromSeconds(1), () => log.Add("a"));
        screen.Application.AddTimeout(TimeSpan.FromSeconds(1), () => log.Add("cancelled")).Dispose();
        screen.Settle();
        Assert.Empty(log);
        screen.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["a"], log);
        screen.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["a", "b"], log);
    }

    [Fact]
    public void Modal_Open_TrapsFocusAndGivesItBack()
    {
        var field = new TextField { Prompt = "> " };
        using var screen = new AppScreen(field, 40, 12);
        int? chosen = null;
        var dialog = new Dialog("Leave?", new Label("Nobody will miss you."), new DialogChoice("Yes", "y"), new DialogChoice("No", "n"));
        dialog.Closed += choice => chosen = choice;
        screen.Application.OpenModal(dialog);
        screen.Type("x");
        Assert.Equal("", field.Text);
        Assert.False(field.HasFocus);
        for (int i = 0; i < 5; i++)
        {
            screen.Press("Tab");
            Assert.IsType<Button>(screen.Application.Focused);
        }

        screen.Click(3, 0);
        Assert.False(field.HasFocus);
        screen.Type("n");
        Assert.Equal(1, chosen);
        Assert.True(field.HasFocus);
        screen.Type("back");
        Assert.Equal("back", field.Text);
    }

    [Theory]
    [InlineData(10, 3, "Too small:\nneeds\n40x12.")]
    [InlineData(39, 12, "This window is 39x12; at least 40x12 is\nneeded. Make it larger, or press Ctrl+C\nto leave.")]
    [InlineData(5, 1, "Too")]
    [InlineData(1, 1, "T")]
    public void Screen_TooSmall_SaysSoInsteadOfTheViews(int width, int height, string expected)
    {
        var field = new TextField();
        using var screen = new AppScreen(field, width, height, new ApplicationOptions { MinimumSize = new TerminalSize(40, 12) });
        screen.Shows(expected);
        screen.Type("lost");
        Assert.Equal("", field.Text);
        screen.Resize(40, 12);
        screen.Type("seen");
        screen.Shows("seen");
        screen.Resize(width, height);
        screen.Press("Ctrl+C");
        Assert.True(screen.Application.IsStopping);
    }

    [Fact]
    public void Await_InAView_ComesBackToTheUiThread()
    {
        using var screen = new AppScreen(new Label("x"), 40, 12);
        int thread = 0;
        screen.Application.Post(() => _ = Ask());
        screen.Settle();
        screen.Type("y");
        Assert.Equal(Environment.CurrentManagedThreadId, thread);

        async Task Ask()
        {
            Assert.Equal(0, await MessageBox.AskAsync(screen.Application, "Sure?", "Really?", new DialogChoice("Yes", "y")));
            thread = Environment.CurrentManagedThreadId;
        }
    }

    [Fact]
    public async Task Run_KeysOnAThread_AreDrawnAndTheTerminalIsGivenBack()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var terminal = new VirtualTerminal(new TerminalSize(20, 6));
        var application = new Application(terminal, new TextField { Prompt = "> " });
        Task<StopReason> running = Task.Factory.StartNew(application.Run, deadline.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await terminal.WaitForAsync(t => t.Row(0) == ">", deadline.Token);
        terminal.Type("hello");
        await terminal.WaitForAsync(t => t.Row(0) == "> hello", deadline.Token);
        application.RequestStop();
        Assert.Equal(StopReason.Requested, await running.WaitAsync(deadline.Token));
        Assert.True(terminal.IsRestored);
    }

    [Fact]
    public async Task Run_TerminalGone_Ends()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var terminal = new VirtualTerminal(new TerminalSize(20, 6));
        var application = new Application(terminal, new TextField());
        Task<StopReason> running = Task.Factory.StartNew(application.Run, deadline.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        terminal.HangUp();
        Assert.Equal(StopReason.HungUp, await running.WaitAsync(deadline.Token));
    }

    [Fact]
    public async Task Run_ViewThrows_GivesTheTerminalBackAndTellsTheReason()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var terminal = new VirtualTerminal(new TerminalSize(20, 6));
        var application = new Application(terminal, new TextField());
        Task<StopReason> running = Task.Factory.StartNew(application.Run, deadline.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        application.Post(() => throw new InvalidOperationException("a defect"));
        InvalidOperationException thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => running.WaitAsync(deadline.Token));
        Assert.Equal("a defect", thrown.Message);
        Assert.True(terminal.IsRestored);
    }

    [Fact]
    public async Task RunOutsideAsync_InARunningApplication_LeavesTheTerminalMeanwhile()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var terminal = new VirtualTerminal(new TerminalSize(20, 6));
        var application = new Application(terminal, new Label("inside"));
        Task<StopReason> running = Task.Factory.StartNew(application.Run, deadline.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await terminal.WaitForAsync(t => t.Row(0) == "inside", deadline.Token);
        bool? wasEntered = null;
        Task? lent = null;
        application.Post(() => lent = application.RunOutsideAsync(() =>
        {
            wasEntered = terminal.IsEntered;
            return Task.CompletedTask;
        }));
        application.RequestStop();
        await running.WaitAsync(deadline.Token);
        Assert.False(wasEntered);
        Assert.True(lent?.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Run_TerminalTakesNothing_StateStaysLiveAndNoFrameIsRendered()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var screen = new VirtualTerminal(new TerminalSize(20, 6));
        using var terminal = new StallingTerminal(screen);
        var counter = new Counter();
        var application = new Application(terminal, counter);
        Task<StopReason> running = Task.Factory.StartNew(application.Run, deadline.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await screen.WaitForAsync(t => t.Row(0) == "0", deadline.Token);
        terminal.Stall();
        application.Post(counter.Increase);
        await terminal.Stalled.WaitAsync(deadline.Token);
        int draws = counter.Draws;
        var handled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        for (int i = 0; i < 500; i++)
            application.Post(counter.Increase);
        application.Post(handled.SetResult);
        await handled.Task.WaitAsync(deadline.Token);
        Assert.Equal((501, draws), (counter.Value, counter.Draws));
        terminal.Flow();
        await screen.WaitForAsync(t => t.Row(0) == "501", deadline.Token);
        application.RequestStop();
        await running.WaitAsync(deadline.Token);
    }

    static (VirtualTerminal Terminal, Application Application, Counter Counter) Make(FakeClock clock)
    {
        var terminal = new VirtualTerminal(new TerminalSize(20, 6));
        var counter = new Counter();
        terminal.Enter();
        return (terminal, new Application(terminal, counter, new ApplicationOptions { TimeProvider = clock }), counter);
    }

    sealed class Counter : View
    {
        public int Value { get; private set; }

        public int Draws { get; private set; }

        public void Increase() => Value++;

        protected override void Draw(DrawContext context)
        {
            Draws++;
            context.Put(0, 0, $"{Value}", default);
        }
    }
}
