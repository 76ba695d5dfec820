using GenEval.Runs;
using GenEval.Runs.Stores;

namespace GenEval.Tests.Runs;

public sealed class SqliteFileTests(TestStores stores) : IClassFixture<TestStores>
{
    [Fact]
    public async Task A_store_is_its_users_own()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix modes");
            return;
        }

        string file = stores.NewLocation("sqlite");
        await RunStore.OpenAsync(file);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Theory]
    [InlineData("this is no database at all, but a text that is long enough to be taken for one by its size", "RunStoreInvalid")]
    [InlineData(null, "RunStoreMissing")]
    public async Task What_is_no_store_is_an_error_for_people(string? content, string id)
    {
        string file = stores.NewLocation("sqlite");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (content is not null)
        {
            await File.WriteAllTextAsync(file, content);
        }

        GenEvalException e = await Assert.ThrowsAsync<GenEvalException>(() => RunStore.OpenAsync(file, StoreMode.Read));
        Assert.Equal(id, e.Id);
        Assert.Contains(file, e.Message, StringComparison.Ordinal);
        Assert.NotNull(e.Action);
    }

    [Fact]
    public async Task Another_programs_database_is_left_alone()
    {
        string file = stores.NewLocation("sqlite");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using (Microsoft.Data.Sqlite.SqliteConnection other = new($"Data Source={file};Pooling=False"))
        {
            await other.OpenAsync();
            using Microsoft.Data.Sqlite.SqliteCommand command = other.CreateCommand();
            command.CommandText = "CREATE TABLE recipes (name TEXT)";
            await command.ExecuteNonQueryAsync();
        }

        Assert.Equal("RunStoreInvalid", (await Assert.ThrowsAsync<GenEvalException>(() => RunStore.OpenAsync(file))).Id);
        Assert.Equal("RunStoreInvalid", (await Assert.ThrowsAsync<GenEvalException>(() => RunStore.OpenAsync(file, StoreMode.Read))).Id);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_an_error_for_people()
    {
        string file = stores.NewLocation("sqlite");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetDirectoryName(file))!);
        await File.WriteAllTextAsync(Path.GetDirectoryName(file)!, "a file where the folder should be");
        Assert.Equal("RunStoreCannotOpen", (await Assert.ThrowsAsync<GenEvalException>(() => RunStore.OpenAsync(file))).Id);
    }

    [Theory]
    [InlineData("postgres://user:s3cret-pw@127.0.0.1:1/db?nonsense=1")]
    [InlineData("Host=127.0.0.1;Port=1;Username=user;Password=s3cret-pw;Database=db;Timeout=2")]
    [InlineData("Host=127.0.0.1;Port=none;Password=s3cret-pw")]
    public async Task A_password_is_in_no_error(string location)
    {
        GenEvalException e = await Assert.ThrowsAsync<GenEvalException>(() => RunStore.OpenAsync(location));
        Assert.DoesNotContain("s3cret", e.ToString(), StringComparison.Ordinal);
        Assert.Contains(e.Id, new[] { "RunStoreUnreachable", "RunStoreInvalid" });
    }

    [Fact]
    public void A_dead_process_of_this_machine_holds_no_run_and_a_silent_one_elsewhere_only_for_its_lease()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        RunOwner self = RunOwner.Parse(RunOwner.Create().ToString())!;
        Assert.True(self.IsAlive(now.AddHours(-1), now));
        Assert.False((self with { Started = self.Started - 60_000 }).IsAlive(now, now));
        Assert.False((self with { Process = int.MaxValue }).IsAlive(now, now));
        Assert.True((self with { Host = "elsewhere" }).IsAlive(now.AddSeconds(-50), now));
        Assert.False((self with { Host = "elsewhere" }).IsAlive(now.AddSeconds(-61), now));
        Assert.Null(RunOwner.Parse("nonsense"));
    }
}
