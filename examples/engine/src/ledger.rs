//! What is kept in the queue's database beside its jobs.
//!
//! What follows from a look, be it the next job or a verdict, is in one transaction with the note that the look was
//! made. So a worker may be killed at any moment: before the commit, nothing has happened, and the queue gives the job
//! to another worker; after it, the job may be run again, and what it finds is already noted.

use crate::Result;
use crate::look::{Look, Next};
use crate::work::Desk;

/// What has become of the writes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// With a receipt in the queue.
    pub(crate) writes: i64,
    /// By what they say.
    pub(crate) verdicts: Vec<(i64, String)>,
    /// Verdicts that came a second time.
    pub(crate) decided_twice: i64,
    /// Looks that were recorded, those that were made again included.
    pub(crate) looks: i64,
    /// Of them, those whose job was run again.
    pub(crate) looks_again: i64,
    /// Jobs that are not done.
    pub(crate) jobs_left: i64,
}

/// A queue with its tables. Each back end has one: SQL drivers have types of their own.
pub(crate) trait Ledger: Clone + Send + Sync + 'static {
    /// Notes the write, and puts the look at it into the queue.
    fn enqueue(&self, look: &Look) -> impl Future<Output = Result<()>> + Send;

    /// Notes a look, with what follows from it.
    fn record(
        &self,
        look: &Look,
        next: &Next,
        worker: &str,
    ) -> impl Future<Output = Result<()>> + Send;

    /// What has become of the writes so far.
    fn tally(&self) -> impl Future<Output = Result<Tally>> + Send;

    /// How many jobs this worker has taken and not finished.
    fn held_by(&self, worker: &str) -> impl Future<Output = Result<i64>> + Send;

    /// A worker of this name, until it is ended.
    fn work(self, name: &str, desk: Desk<Self>) -> impl Future<Output = Result<()>> + Send;
}

/// The tables, in the SQL of both back ends.
const TABLES: [&str; 3] = [
    "CREATE TABLE IF NOT EXISTS writes (write_number BIGINT PRIMARY KEY, resource TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS looks (write_number BIGINT, look_number BIGINT, times BIGINT NOT NULL, \
     PRIMARY KEY (write_number, look_number))",
    "CREATE TABLE IF NOT EXISTS verdicts (write_number BIGINT PRIMARY KEY, verdict TEXT NOT NULL, cause TEXT, \
     worker TEXT NOT NULL, times BIGINT NOT NULL)",
];

/// A ledger in the database of an apalis back end. The SQL is the same for both; the types of sqlx are not, and
/// bounds for both would be longer than this.
macro_rules! ledger {
    ($pool:ty, $connection:ty, $storage:ident, $config:ident, $jobs:literal, $push:expr) => {
        use apalis::prelude::{BackendExt, WorkerBuilder, WorkerBuilderExt};

        use super::{TABLES, Tally};
        use crate::Result;
        use crate::look::{Look, Next};
        use crate::work::{self, Desk, QUEUE};

        #[derive(Clone)]
        pub(crate) struct Ledger {
            pool: $pool,
        }

        impl Ledger {
            async fn with_tables(pool: $pool) -> Result<Self> {
                for table in TABLES {
                    sqlx::query(table).execute(&pool).await?;
                }
                Ok(Self { pool })
            }

            async fn number(&self, query: &'static str) -> Result<i64> {
                Ok(sqlx::query_scalar(query).fetch_one(&self.pool).await?)
            }
        }

        /// Notes what the write has come to, in which words, and who has seen it.
        async fn decide(
            to: &mut $connection,
            write: i64,
            (verdict, cause, worker): (&str, Option<&str>, &str),
        ) -> Result<()> {
            sqlx::query(
                "INSERT INTO verdicts (write_number, verdict, cause, worker, times) VALUES ($1, $2, $3, $4, 1) \
                 ON CONFLICT (write_number) DO UPDATE SET times = verdicts.times + 1",
            )
            .bind(write)
            .bind(verdict)
            .bind(cause)
            .bind(worker)
            .execute(to)
            .await?;
            Ok(())
        }

        impl super::Ledger for Ledger {
            async fn enqueue(&self, look: &Look) -> Result<()> {
                let mut transaction = self.pool.begin().await?;
                sqlx::query("INSERT INTO writes (write_number, resource) VALUES ($1, $2)")
                    .bind(look.write)
                    .bind(look.receipt.resource().unwrap_or_default())
                    .execute(&mut *transaction)
                    .await?;
                $push(&mut *transaction, look.task(std::time::Duration::ZERO)?).await?;
                Ok(transaction.commit().await?)
            }

            async fn record(&self, look: &Look, next: &Next, worker: &str) -> Result<()> {
                let mut transaction = self.pool.begin().await?;
                let times: i64 = sqlx::query_scalar(
                    "INSERT INTO looks (write_number, look_number, times) VALUES ($1, $2, 1) \
                     ON CONFLICT (write_number, look_number) DO UPDATE SET times = looks.times + 1 RETURNING times",
                )
                .bind(look.write)
                .bind(look.number)
                .fetch_one(&mut *transaction)
                .await?;
                match next {
                    // What followed from it is there already.
                    _ if times > 1 => {}
                    Next::Look(delay) => {
                        $push(&mut *transaction, look.next().task(*delay)?).await?;
                    }
                    Next::Verdict { verdict, cause } => {
                        let told = (*verdict, cause.as_deref(), worker);
                        decide(&mut *transaction, look.write, told).await?;
                    }
                }
                Ok(transaction.commit().await?)
            }

            async fn tally(&self) -> Result<Tally> {
                let verdicts = "SELECT write_number, verdict FROM verdicts";
                Ok(Tally {
                    writes: self.number("SELECT COUNT(*) FROM writes").await?,
                    verdicts: sqlx::query_as(verdicts).fetch_all(&self.pool).await?,
                    decided_twice: self.number("SELECT COUNT(*) FROM verdicts WHERE times > 1").await?,
                    looks: self.number("SELECT CAST(COALESCE(SUM(times), 0) AS BIGINT) FROM looks").await?,
                    looks_again: self
                        .number("SELECT CAST(COALESCE(SUM(times - 1), 0) AS BIGINT) FROM looks")
                        .await?,
                    jobs_left: self
                        .number(concat!("SELECT COUNT(*) FROM ", $jobs, " WHERE status <> 'Done'"))
                        .await?,
                })
            }

            async fn held_by(&self, worker: &str) -> Result<i64> {
                let held = sqlx::query_scalar(concat!(
                    "SELECT COUNT(*) FROM ",
                    $jobs,
                    " WHERE lock_by = $1 AND status IN ('Queued', 'Running')"
                ));
                Ok(held.bind(worker).fetch_one(&self.pool).await?)
            }

            async fn work(self, name: &str, desk: Desk<Self>) -> Result<()> {
                let config = $config::default()
                    .queue(QUEUE)
                    .heartbeat_interval(work::HEARTBEAT)
                    .missed_heartbeats(work::MISSED_HEARTBEATS);
                let jobs = $storage::<Look>::new(&self.pool).with_config(config);
                let worker = WorkerBuilder::new(name)
                    .backend(jobs.poll_with_interval(work::POLL))
                    .concurrency(work::AT_ONCE)
                    .data(desk)
                    .build(work::look::<Self>);
                Ok(worker.run().await?)
            }
        }
    };
}

pub(crate) mod sqlite {
    //! A file that all processes open.

    use std::str::FromStr;
    use std::time::Duration;

    use apalis_sqlite::{Config, SqliteStorage, SqliteTask, queries};
    use sqlx::SqlitePool;
    use sqlx::sqlite::{
        SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions,
        SqliteSynchronous,
    };

    ledger!(
        SqlitePool,
        SqliteConnection,
        SqliteStorage,
        Config,
        "Jobs",
        push
    );

    async fn push(to: &mut SqliteConnection, task: SqliteTask) -> Result<()> {
        Ok(queries::push_tasks(to, QUEUE, &[task]).await?)
    }

    impl Ledger {
        /// With the tables of the queue. Its own `setup` does not wait for the disk (`synchronous = OFF`), and says
        /// so to one connection of the pool alone: this says to all of them that a commit is one.
        pub(crate) async fn open(url: &str) -> Result<Self> {
            let options = SqliteConnectOptions::from_str(url)?
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(30));
            let pool = SqlitePoolOptions::new()
                .max_connections(4)
                .connect_with(options)
                .await?;
            SqliteStorage::migrations().run(&pool).await?;
            Self::with_tables(pool).await
        }
    }
}

#[cfg(feature = "postgres")]
pub(crate) mod postgres {
    //! A server.

    use apalis_postgres::{Config, PgConnection, PgPool, PgTask, PostgresStorage, queries};
    use sqlx::postgres::PgPoolOptions;

    ledger!(
        PgPool,
        PgConnection,
        PostgresStorage,
        Config,
        "apalis.jobs",
        push
    );

    async fn push(to: &mut PgConnection, task: PgTask) -> Result<()> {
        Ok(queries::push_tasks(to, QUEUE, vec![task]).await?)
    }

    impl Ledger {
        /// With the tables of the queue.
        pub(crate) async fn open(url: &str) -> Result<Self> {
            let pool = PgPoolOptions::new().max_connections(8).connect(url).await?;
            PostgresStorage::setup(&pool).await?;
            Self::with_tables(pool).await
        }
    }
}
