"""What is wrong with a file or a row of it, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from tui.words.catalogue import N_

FILE_SENTENCES: Mapping[str, str] = {
    "file.not_found": N_("There is no file {name}. Check the name, or export it again."),
    "file.is_folder": N_("{name} is a folder. Choose the file inside it."),
    "file.no_permission": N_("You may not read {name}. Ask its owner for access, or save a copy where you may."),
    "file.unreadable": N_("{name} cannot be read from the disk ({problem}). Copy it to this machine and try again."),
    "file.exists": N_("There is a file {name} already. Choose another name; nothing was overwritten."),
    "file.disk_full": N_("There is no room on the disk for {name}. No file was left; make room and try again."),
    "file.unwritable": N_("{name} cannot be written ({problem}). No file was left; choose another folder."),
    "folder.not_found": N_("There is no folder {folder}. Name one that is there."),
    "folder.no_permission": N_("You may not write into {folder}. Choose another folder, such as your own."),
    "import.empty_folder": N_("The folder {name} holds no file. Choose another, or the files themselves."),
    "file.empty": N_("{name} is empty. Export it again."),
    "file.growing": N_("{name} changed while it was being read. Wait until it is saved, then import it again."),
    "file.not_a_table": N_("{name} is not a table. Export the order list as .csv or .xlsx."),
    "file.html": N_("{name} is a web page with a table's name. Open it in Excel and save it as .xlsx."),
    "file.archive": N_("{name} is an archive. Unpack it and import the table inside."),
    "file.password": N_("{name} is locked with a password. Open it, save it without one, import that."),
    "file.damaged": N_("{name} is damaged or only half downloaded. Download it again."),
    "file.utf16": N_("{name} is Unicode text (UTF-16). Save it as CSV UTF-8 or .xlsx."),
    "file.nul": N_("Line {line} of {name} holds empty bytes; the file is damaged. Export it again."),
    "file.encoding": N_(
        "Line {line} of {name} is not {encoding} like the lines before it. Export it again, or save it as .xlsx."
    ),
    "file.truncated": N_("{name} ends in the middle of a cell. Download it again."),
    "file.cell_too_large": N_(
        "A cell that begins in line {line} of {name} is longer than {limit} characters; "
        "a quotation mark is probably not closed. Correct the line or export again."
    ),
    "file.too_many_columns": N_(
        "{name} has more than {limit} columns, so it is no export we know. Choose the original export."
    ),
    "file.too_large": N_("{name} needs more than {limit_mb} MB to read. Export a shorter period, or as .csv."),
    "import.unknown_header": N_(
        "{name} is none of the exports that are known; its columns are {columns}. Choose the platform's order list."
    ),
    "import.no_order_number": N_("{name} has no order numbers. Export it again with 订单编号 among the columns."),
    "import.no_time_or_money": N_("{name} has order numbers but neither times nor amounts. Export it again with them."),
    "import.not_yet": N_("{name} is “{title}”, which Floorbook does not read yet. Import the order list."),
    "import.digits_lost": N_(
        "A spreadsheet has replaced the last digits of all {rows} long order numbers in {name} by zeros. "
        "Import the export itself, not a copy saved in Excel."
    ),
    "import.too_slow": N_("{name} was not read within {seconds} seconds. Export a shorter period."),
    "import.reader_died": N_(
        "The reader broke on {name} ({fault}); nothing was changed. Try again, then report these words."
    ),
    "import.disk_full": N_("There is no room on the disk to read {name}. Make room and try again."),
    "import.no_staging": N_(
        "Floorbook cannot write its working file for {name}. Ask whoever looks after this machine."
    ),
    "row.order_no_missing": N_("There is no order number. Fill it in, or leave the row out."),
    "row.order_no_digits_lost": N_(
        "The order number became a calculated number ({value}), its last digits are lost. "
        "Export again without opening the file in Excel."
    ),
    "row.order_no_odd": N_("“{value}” is no order number. If it is a line of totals, leave it."),
    "row.tracking_digits_lost": N_(
        "The waybill number became {value}, its last digits are lost. Export again without opening the file in Excel."
    ),
    "row.time_unreadable": N_("{column}: “{value}” is no time. Correct it, for example 2024-06-01 15:58."),
    "row.time_out_of_range": N_("{column}: {value} is not between {first} and {last}. Correct the year."),
    "row.money_unreadable": N_("{column}: “{value}” is no amount. Correct it, for example 1234.50."),
    "row.money_negative": N_("{column}: {value} is below zero. Check it in the back end."),
    "row.money_decimals": N_("{column}: {value} has more than two decimals. Check it in the back end."),
    "row.quantity_unreadable": N_("{column}: “{value}” is no number of pieces. Correct it."),
    "row.too_many_cells": N_(
        "The row has {found} cells and the header {expected}, so its columns have shifted. Export again."
    ),
    "row.cut_off": N_("The last row was cut off. Download the file again."),
    "file.json_damaged": N_("Line {line} of {name} is broken JSON, perhaps half downloaded. Fetch it again."),
    "file.json_deep": N_(
        "{name} nests deeper than any courier's answer does (line {line}). Choose the original answer."
    ),
    "import.unknown_json": N_(
        "{name} is JSON but no courier's answer. Choose an answer or push message of kuaidi100 or KDNiao."
    ),
    "import.no_refund_number": N_("{name} has no refund numbers. Export it again with 退款编号 among the columns."),
    "import.no_wave_number": N_("{name} has no wave numbers. Export it again with 波次号 among the columns."),
    "import.no_package_number": N_("{name} has no parcel numbers. Export it again with 包裹单号 among the columns."),
    "row.number_missing": N_("{column}: there is no number. Fill it in, or leave the row out."),
    "row.number_odd": N_("{column}: “{value}” is no number. If it is a line of totals, leave it."),
    "row.number_digits_lost": N_(
        "{column} became a calculated number ({value}), its last digits are lost. "
        "Export again without opening the file in Excel."
    ),
    "row.code_missing": N_("{column}: there is no goods code. Fill it in, or leave the row out."),
    "row.tracking_missing": N_("There is no tracking number. Fill it in, or leave the row out."),
    "row.duplicate": N_("The row repeats line {first} in full. Nothing needs to be done."),
    "row.answer_failed": N_("The courier service did not answer: {message}. Query the number again later."),
    "row.no_scans": N_("The courier service knows no movement yet: {message}. Query the number again later."),
    "row.no_tracking_answer": N_("This document is no courier's answer. Leave it out."),
}
"""By code, with the parameters that `store.imports` gives."""
