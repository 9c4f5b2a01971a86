"""Every sentence of proofreading, in Vietnamese and English (the core knows no message catalogue)."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES = ("vi", "en")

_TEXTS: dict[str, tuple[str, str]] = {
    "sum": (
        "Các phần cộng lại không bằng tổng: %(sum)s = %(expected)s, văn bản ghi %(stated)s; hãy kiểm tra từng số.",
        "The parts do not make the whole: %(sum)s = %(expected)s, the text says %(stated)s; check each figure.",
    ),
    "sum-exceeds": (
        "Các phần cộng lại lớn hơn tổng: %(sum)s = %(expected)s, văn bản ghi %(stated)s; hãy kiểm tra từng số.",
        "The parts exceed the whole: %(sum)s = %(expected)s, the text says %(stated)s; check each figure.",
    ),
    "sum-column": (
        "Cộng theo cột không khớp: %(sum)s = %(expected)s, văn bản ghi %(stated)s; hãy kiểm tra từng số.",
        "The column does not add up: %(sum)s = %(expected)s, the text says %(stated)s; check each figure.",
    ),
    "part-exceeds": (
        "Phần lớn hơn tổng: %(stated)s trong khi tổng chỉ có %(whole)s; hãy kiểm tra hai số này.",
        "The part is larger than the whole: %(stated)s of only %(whole)s; check both figures.",
    ),
    "table": (
        "Bảng cộng không khớp: %(sum)s = %(expected)s, ô tổng ghi %(stated)s; hãy kiểm tra các ô.",
        "The table does not add up: %(sum)s = %(expected)s, the total says %(stated)s; check the cells.",
    ),
    "equation": (
        "Phép tính sai: %(sum)s = %(expected)s, văn bản ghi %(stated)s; hãy sửa kết quả.",
        "The calculation is wrong: %(sum)s = %(expected)s, the text says %(stated)s; correct the result.",
    ),
    "percent": (
        "Tỷ lệ không khớp: %(arithmetic)s = %(expected)s, văn bản ghi %(stated)s; hãy tính lại.",
        "The percentage does not follow: %(arithmetic)s = %(expected)s, the text says %(stated)s; work it out again.",
    ),
    "shares": (
        "Các tỷ lệ của một tổng thể cộng lại không bằng 100%%: %(arithmetic)s; hãy kiểm tra từng tỷ lệ.",
        "The percentages of one whole do not come to 100%%: %(arithmetic)s; check each of them.",
    ),
    "growth": (
        "Tỷ lệ tăng, giảm không khớp: %(arithmetic)s = %(expected)s, văn bản ghi %(stated)s; hãy tính lại.",
        (
            "The rate of change does not follow: %(arithmetic)s = %(expected)s, the text says %(stated)s; "
            "work it out again."
        ),
    ),
    "target": (
        "Mức đạt so với chỉ tiêu không khớp: %(arithmetic)s = %(expected)s, văn bản ghi %(stated)s; hãy tính lại.",
        (
            "The attainment of the target does not follow: %(arithmetic)s = %(expected)s, the text says %(stated)s; "
            "work it out again."
        ),
    ),
    "difference": (
        "Số tăng, giảm không khớp: %(arithmetic)s = %(expected)s, văn bản ghi %(stated)s; hãy tính lại.",
        "The difference does not follow: %(arithmetic)s = %(expected)s, the text says %(stated)s; work it out again.",
    ),
    "balance": (
        "Số còn lại không khớp: %(arithmetic)s = %(expected)s, văn bản ghi %(stated)s; hãy kiểm tra từng số.",
        "What remains does not follow: %(arithmetic)s = %(expected)s, the text says %(stated)s; check each figure.",
    ),
    "direction": (
        "Chiều tăng, giảm ngược với số liệu: %(arithmetic)s, văn bản ghi %(stated)s; hãy sửa chữ hoặc số.",
        "The direction contradicts the figures: %(arithmetic)s, the text says %(stated)s; correct word or figure.",
    ),
    "repeat": (
        "Cùng một số liệu nhưng ghi hai giá trị: ở đây %(stated)s, dòng %(line)s ghi %(expected)s; hãy thống nhất.",
        "One fact has two values: %(stated)s here, %(expected)s in line %(line)s; make them agree.",
    ),
    "words-digits": (
        "Số ghi bằng chữ và bằng chữ số khác nhau: %(stated)s và %(expected)s; hãy thống nhất.",
        "The number in words and in digits differ: %(stated)s and %(expected)s; make them agree.",
    ),
    "date-impossible": (
        "Ngày %(stated)s không có trong lịch; hãy kiểm tra ngày, tháng.",
        "There is no day %(stated)s in the calendar; check day and month.",
    ),
    "date-order": (
        "Khoảng thời gian đi ngược: %(stated)s; hãy kiểm tra ngày bắt đầu và ngày kết thúc.",
        "The period runs backwards: %(stated)s; check its first and last day.",
    ),
    "date-weekday": (
        "Ngày %(day)s là %(expected)s, văn bản ghi %(stated)s; hãy kiểm tra thứ hoặc ngày.",
        "The %(day)s is a %(expected)s, the text says %(stated)s; check weekday or day.",
    ),
    "date-after-report": (
        "Ngày %(stated)s sau ngày của báo cáo (%(expected)s); hãy kiểm tra hai ngày này.",
        "The day %(stated)s is after the day of the report (%(expected)s); check both days.",
    ),
    "date-congress": (
        "Khóa %(term)s của Trung ương là giai đoạn %(expected)s, văn bản ghi %(stated)s; hãy kiểm tra khóa hoặc năm.",
        "Central term %(term)s was %(expected)s, the text says %(stated)s; check term or year.",
    ),
    "numbering-repeated": (
        "Số mục %(stated)s đã dùng ở trên; mục này phải là %(expected)s.",
        "The number %(stated)s has been used above; this one should be %(expected)s.",
    ),
    "numbering-gap": (
        "Số mục %(stated)s không liền sau mục trước; số đúng là %(expected)s.",
        "The number %(stated)s does not follow the one before; it should be %(expected)s.",
    ),
    "footnote-missing": (
        "Chú thích %(stated)s có ở một nơi nhưng thiếu ở nơi kia; hãy bổ sung hoặc bỏ số chú thích.",
        "Footnote %(stated)s stands in one place and is missing in the other; add it or remove the mark.",
    ),
    "footnote-order": (
        "Số chú thích %(stated)s không theo thứ tự; số đúng là %(expected)s.",
        "Footnote mark %(stated)s is out of order; it should be %(expected)s.",
    ),
    "symbol-malformed": (
        "Số, ký hiệu %(stated)s không đúng mẫu; hãy ghi như %(expected)s.",
        "The document symbol %(stated)s is malformed; write it like %(expected)s.",
    ),
    "symbol-type": (
        "Ký hiệu %(stated)s có loại văn bản không có trong danh mục; hãy kiểm tra phần chữ.",
        "The symbol %(stated)s has an unknown document type; check its letters.",
    ),
    "symbol-name": (
        "Tên loại văn bản và ký hiệu không khớp: %(stated)s; hãy sửa tên loại hoặc ký hiệu.",
        "The type named and the symbol disagree: %(stated)s; correct one of them.",
    ),
    "symbol-dates": (
        "Văn bản %(symbol)s có hai ngày: ở đây %(stated)s, dòng %(line)s ghi %(expected)s; hãy thống nhất.",
        "The document %(symbol)s has two dates: %(stated)s here, %(expected)s in line %(line)s; make them agree.",
    ),
    "symbol-series": (
        (
            "Số văn bản không theo thứ tự ngày: %(stated)s ngày %(day)s, nhưng %(other)s ngày %(other_day)s; "
            "hãy kiểm tra số hoặc ngày."
        ),
        (
            "Document numbers run against their dates: %(stated)s of %(day)s, but %(other)s of %(other_day)s; "
            "check number or date."
        ),
    ),
    "symbol-undated": (
        "Văn bản %(stated)s được dẫn mà không ghi ngày ở đâu cả; hãy thêm ngày ban hành.",
        "The document %(stated)s is cited without a date anywhere; add its date.",
    ),
    "format-number": (
        "Số %(stated)s có dấu thừa hoặc sai chỗ; hãy ghi %(expected)s.",
        "The number %(stated)s has a stray mark; write %(expected)s.",
    ),
    "format-thousands": (
        "Số %(stated)s không có dấu phân cách hàng nghìn như các số khác; hãy ghi %(expected)s.",
        "The number %(stated)s lacks the thousands separator that others have; write %(expected)s.",
    ),
    "format-quote": (
        "Dấu ngoặc kép %(stated)s không có dấu đi cặp; hãy thêm hoặc bỏ.",
        "The quotation mark %(stated)s has no partner; add or remove it.",
    ),
    "format-bracket": (
        "Dấu ngoặc %(stated)s không có dấu đi cặp; hãy thêm hoặc bỏ.",
        "The bracket %(stated)s has no partner; add or remove it.",
    ),
    "format-stops": (
        "Dấu câu %(stated)s thừa; hãy ghi %(expected)s.",
        "The punctuation %(stated)s is one too many; write %(expected)s.",
    ),
    "typo": (
        "Có thể gõ nhầm: “%(stated)s”; thường viết “%(expected)s”.",
        "Possibly a slip: “%(stated)s”; usually “%(expected)s”.",
    ),
    "database": (
        "Khác với hồ sơ: %(label)s là %(expected)s, văn bản ghi %(stated)s; hãy kiểm tra ngày và phạm vi.",
        "Differs from the records: %(label)s is %(expected)s, the text says %(stated)s; check day and scope.",
    ),
    "unreadable-missing": (
        "Không tìm thấy tệp %(file)s; hãy kiểm tra đường dẫn.",
        "There is no file %(file)s; check the path.",
    ),
    "unreadable-damaged": (
        "Không đọc được tệp %(file)s: tệp hỏng hoặc không đúng định dạng %(format)s; hãy mở và lưu lại tệp.",
        "Cannot read %(file)s: it is damaged or no %(format)s file; open it and save it again.",
    ),
    "unreadable-encoding": (
        "Không đọc được tệp %(file)s: chữ không phải UTF-8 hoặc UTF-16; hãy lưu lại bằng UTF-8.",
        "Cannot read %(file)s: it is neither UTF-8 nor UTF-16; save it as UTF-8.",
    ),
    "unreadable-kind": (
        "Không đọc được tệp %(file)s: chỉ nhận .txt, .md, .docx và .pdf.",
        "Cannot read %(file)s: only .txt, .md, .docx and .pdf are read.",
    ),
    "unreadable-scan": (
        "Tệp %(file)s không có lớp chữ (ảnh quét); hãy nhận dạng chữ trước khi kiểm tra.",
        "%(file)s holds no text (scanned pages); run text recognition on it first.",
    ),
    "fix-only-docx": (
        "Chỉ ghi chú thích được vào tệp .docx; %(file)s không phải tệp đó.",
        "Comments can only be written into .docx files; %(file)s is not one.",
    ),
    "help": (
        "Tìm chỗ mâu thuẫn trong báo cáo (.txt, .md, .docx, .pdf).",
        "Find what contradicts in reports (.txt, .md, .docx, .pdf).",
    ),
    "help-files": (".txt, .md, .docx, .pdf; - đọc từ đầu vào chuẩn", ".txt, .md, .docx, .pdf; - reads standard input"),
    "help-format": ("dạng kết quả", "how to print the findings"),
    "help-explain": ("in từng bước đã đọc được gì", "print what each step has read"),
    "help-without": ("bỏ qua một loại lỗi", "leave out a kind of finding"),
    "help-fix": ("ghi bản sao Word có chú thích tại mỗi chỗ", "write a Word copy with a comment at each finding"),
    "help-language": ("ngôn ngữ của lời giải thích", "language of the explanations"),
    "clean": ("Không thấy mâu thuẫn.", "Nothing contradicts."),
    "count": ("%(count)s chỗ cần xem lại.", "%(count)s places to look at."),
}


def sentence(key: str, facts: Mapping[str, str], language: str = "vi") -> str:
    """The sentence ``key`` in ``language`` (``vi`` or ``en``), filled with ``facts``."""
    return _TEXTS[key][LANGUAGES.index(language)] % facts
