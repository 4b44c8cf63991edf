"""What we know of DuckDB that its documentation does not say."""

import polars as pl

from warehouse.connection import connect, make_empty

ROW_GROUP = 122_880


def test_rows_of_a_new_table_are_found_in_the_transaction_that_made_it() -> None:
    with connect() as connection:
        rows = pl.DataFrame({"node": range(ROW_GROUP + 1)})
        connection.register("given", rows)
        connection.execute("begin transaction")
        for temporary in (False, True):
            table = f"made_{temporary}"
            make_empty(connection, table, "from given", temporary)
            connection.execute(f"insert into {table} from given")
            assert connection.sql(f"from {table} semi join given using (node)").pl().height == rows.height
