//! `docs/coverage.md`: every operation, and how its client treats it.

use postcond::dispatch;
use postcond::runtime::documents;

pub(crate) fn document() -> String {
    let coverage = documents::coverage(dispatch::SERVICES);
    format!(
        "\
# Coverage

<!-- Generated from the dispatch tables, see CONTRIBUTING.md. -->

How postcond's clients treat each operation. Programs look the same up in `postcond::dispatch`. The
rights that reading back takes are in [iam.md](iam.md). How far AWS's effects lag behind its records is said as
public reports have it. Of the reads that are one for many, `GetParameters` and `DescribeParameters` are used.

{coverage}"
    )
}
