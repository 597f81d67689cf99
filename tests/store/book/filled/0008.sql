BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0008');
CREATE TABLE assignments (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	subject TEXT NOT NULL, 
	subject_id INTEGER NOT NULL, 
	owner_id INTEGER, 
	due_at BIGINT, 
	item TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (subject, subject_id), 
	FOREIGN KEY(owner_id) REFERENCES people (id), 
	FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "assignments" VALUES(1,NULL,1,'order',1,1,NULL,'orders.late',1,1717380003000);
CREATE TABLE audit_entries (
	id INTEGER NOT NULL, 
	op_key TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	real_at BIGINT NOT NULL, 
	person_id INTEGER, 
	actor TEXT NOT NULL, 
	intent TEXT NOT NULL, 
	about TEXT NOT NULL, 
	about_id INTEGER, 
	params JSON NOT NULL, 
	undoes INTEGER, 
	undoable BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES people (id), 
	FOREIGN KEY(undoes) REFERENCES audit_entries (id), 
	UNIQUE (op_key), 
	UNIQUE (undoes)
);
INSERT INTO "audit_entries" VALUES(1,'0649b458461345deb702a468965f769a',1717380000692,1795337374148,NULL,'lin','people.enter','person',1,'{}',NULL,0);
INSERT INTO "audit_entries" VALUES(2,'8fe74589ef784bcd8c91b85a9ee34f4d',1717380000843,1795337374261,1,'lin','shops.open','shop',1,'{"tag": "\u8336"}',NULL,0);
INSERT INTO "audit_entries" VALUES(3,'a755e42de3f7428a9f10bd283a700cc2',1717380000875,1795337374302,NULL,'test:1','jobs.missing_files','job',NULL,'{"new": 1, "came": 0}',NULL,1);
INSERT INTO "audit_entries" VALUES(4,'a0ff360151a24d18ba5dbddc5c82ccba',1717380000898,1795337374309,NULL,'test:1','jobs.nothing','job',NULL,'{}',NULL,1);
INSERT INTO "audit_entries" VALUES(5,'f300a409229b4efab68354c7c0723cd4',1717380001123,1795337374542,1,'lin','imports.begin','import',1,'{}',NULL,0);
INSERT INTO "audit_entries" VALUES(6,'import:1:0',1717380001146,1795337374781,1,'lin','imports.merge','import',1,'{"line": 0, "added": 2, "changed": 0}',NULL,0);
INSERT INTO "audit_entries" VALUES(7,'9a095567960143599eb6d65033e3ed52',1717380001457,1795337374890,1,'lin','orders.note','order',1,'{}',NULL,1);
INSERT INTO "audit_entries" VALUES(8,'fea4d4c5b2ef406dbbfaf650e2f9bfd4',1717380001494,1795337374907,1,'lin','orders.note','order',1,'{}',NULL,1);
INSERT INTO "audit_entries" VALUES(9,'ea5c2fe7e6c64b9e82d6ab30c97e1933',1717380001503,1795337374923,1,'lin','undo','order',1,'{"what": "orders.note"}',8,0);
INSERT INTO "audit_entries" VALUES(10,'0bcff0e2b8af45a79a7da27eafb6b033',1717380001531,1795337374954,1,'lin','orders.stage','order',1,'{"stage": "printed"}',NULL,1);
INSERT INTO "audit_entries" VALUES(11,'begin:2024-06-03:lead:start',1717380001550,1795337374984,1,'lin','checklists.begin','checklist',NULL,'{"day": "2024-06-03", "role": "lead", "occasion": "start"}',NULL,0);
INSERT INTO "audit_entries" VALUES(12,'5f47c3dc2afd41acbeb216507314b9d6',1717380001579,1795337374994,1,'lin','checklists.done','checklist',6,'{"code": "orders.late", "day": "2024-06-03"}',NULL,1);
CREATE TABLE audit_images (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	table_name TEXT NOT NULL, 
	row_id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	"before" JSON, 
	"after" JSON NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(entry_id) REFERENCES audit_entries (id)
);
INSERT INTO "audit_images" VALUES(1,1,'people',1,1,'null','{"withdrawn_at": null, "id": 1, "login": "lin", "name": "Lin", "role": "lead"}');
INSERT INTO "audit_images" VALUES(2,2,'shops',1,1,'null','{"withdrawn_at": null, "id": 1, "tag": "\u8336", "name": "\u8336\u884c", "platform": "tmall", "settings": {}, "made_at": {"ms": 1717380000843}}');
INSERT INTO "audit_images" VALUES(3,5,'import_runs',1,1,'null','{"withdrawn_at": null, "id": 1, "shop_id": 1, "source": "taobao.orders", "kind": "orders", "file_name": "x.csv", "sha256": "c6b02a4ffb4a4011ca14834d30650cfd070f126f10828f4b728af7812a5df3b9", "size": 428, "as_of": {"ms": 1717293600000}, "began_at": {"ms": 1717380001123}, "ended_at": null, "person_id": 1, "state": "merging", "staging": "vm+26270+f429cd755b2f4e60871b99601dde31ba.db", "holder": "vm:26270", "busy_until": {"ms": 1795337434533}, "next_line": 0, "last_line": 4, "rows": 3, "added": 0, "changed": 0, "same": 0, "repeated": 0, "refused": 1, "fields": ["order_no", "phone", "tracking_no", "buyer_nick", "receiver", "memo", "platform_word", "title", "courier_word", "placed_at", "paid_at", "total", "paid", "status", "courier", "contact_digest"], "tables": {"staged_orders": ["order_no", "phone", "tracking_no", "buyer_nick", "receiver", "memo", "platform_word", "title", "courier_word", "placed_at", "paid_at", "total", "paid", "status", "courier", "contact_digest"]}, "header": ["\u8ba2\u5355\u7f16\u53f7", "\u4e70\u5bb6\u4f1a\u5458\u540d", "\u603b\u91d1\u989d", "\u4e70\u5bb6\u5b9e\u9645\u652f\u4ed8\u91d1\u989d", "\u8ba2\u5355\u72b6\u6001", "\u6536\u8d27\u4eba\u59d3\u540d", "\u8054\u7cfb\u624b\u673a", "\u8ba2\u5355\u521b\u5efa\u65f6\u95f4", "\u8ba2\u5355\u4ed8\u6b3e\u65f6\u95f4", "\u5b9d\u8d1d\u6807\u9898", "\u7269\u6d41\u5355\u53f7", "\u7269\u6d41\u516c\u53f8", "\u8ba2\u5355\u5907\u6ce8"], "unknown_columns": []}');
INSERT INTO "audit_images" VALUES(4,7,'order_notes',1,1,'null','{"withdrawn_at": null, "order_id": 1, "text": "\u4e00", "person_id": 1, "at": {"ms": 1717380001457}}');
INSERT INTO "audit_images" VALUES(5,8,'order_notes',1,2,'{"text": "\u4e00", "at": {"ms": 1717380001457}}','{"text": "\u4e8c", "at": {"ms": 1717380001494}}');
INSERT INTO "audit_images" VALUES(6,9,'order_notes',1,3,'{"text": "\u4e8c", "at": {"ms": 1717380001494}}','{"text": "\u4e00", "at": {"ms": 1717380001457}}');
INSERT INTO "audit_images" VALUES(7,10,'stages_seen',1,1,'null','{"withdrawn_at": null, "order_id": 1, "stage": "printed", "person_id": 1, "at": {"ms": 1717380001531}}');
INSERT INTO "audit_images" VALUES(8,11,'checklist_runs',1,1,'null','{"withdrawn_at": null, "id": 1, "day": "2024-06-03", "role": "lead", "occasion": "start", "template_version": 2, "begun_at": {"ms": 1717380001550}, "begun_by": 1, "due_at": {"ms": 1717378200000}}');
INSERT INTO "audit_images" VALUES(9,11,'checklist_items',1,1,'null','{"withdrawn_at": null, "id": 1, "run_id": 1, "position": 0, "code": "accounts.main", "title": "", "note_needed": false, "result": "open", "first_person_id": null, "first_at": null, "person_id": null, "at": null, "left_over": null, "number": null, "why": "", "note": ""}');
INSERT INTO "audit_images" VALUES(10,11,'checklist_items',2,1,'null','{"withdrawn_at": null, "id": 2, "run_id": 1, "position": 1, "code": "refunds.not_stopped", "title": "", "note_needed": false, "result": "open", "first_person_id": null, "first_at": null, "person_id": null, "at": null, "left_over": null, "number": null, "why": "", "note": ""}');
INSERT INTO "audit_images" VALUES(11,11,'checklist_items',3,1,'null','{"withdrawn_at": null, "id": 3, "run_id": 1, "position": 2, "code": "refunds.due", "title": "", "note_needed": false, "result": "open", "first_person_id": null, "first_at": null, "person_id": null, "at": null, "left_over": null, "number": null, "why": "", "note": ""}');
INSERT INTO "audit_images" VALUES(12,11,'checklist_items',4,1,'null','{"withdrawn_at": null, "id": 4, "run_id": 1, "position": 3, "code": "leftovers.ownerless", "title": "", "note_needed": false, "result": "open", "first_person_id": null, "first_at": null, "person_id": null, "at": null, "left_over": null, "number": null, "why": "", "note": ""}');
INSERT INTO "audit_images" VALUES(13,11,'checklist_items',5,1,'null','{"withdrawn_at": null, "id": 5, "run_id": 1, "position": 4, "code": "changes.unconfirmed", "title": "", "note_needed": false, "result": "open", "first_person_id": null, "first_at": null, "person_id": null, "at": null, "left_over": null, "number": null, "why": "", "note": ""}');
INSERT INTO "audit_images" VALUES(14,11,'checklist_items',6,1,'null','{"withdrawn_at": null, "id": 6, "run_id": 1, "position": 5, "code": "orders.late", "title": "", "note_needed": false, "result": "open", "first_person_id": null, "first_at": null, "person_id": null, "at": null, "left_over": null, "number": null, "why": "", "note": ""}');
INSERT INTO "audit_images" VALUES(15,11,'checklist_items',7,1,'null','{"withdrawn_at": null, "id": 7, "run_id": 1, "position": 6, "code": "parcels.flagged", "title": "", "note_needed": false, "result": "open", "first_person_id": null, "first_at": null, "person_id": null, "at": null, "left_over": null, "number": null, "why": "", "note": ""}');
INSERT INTO "audit_images" VALUES(16,11,'checklist_items',8,1,'null','{"withdrawn_at": null, "id": 8, "run_id": 1, "position": 7, "code": "files.missing", "title": "", "note_needed": false, "result": "open", "first_person_id": null, "first_at": null, "person_id": null, "at": null, "left_over": null, "number": null, "why": "", "note": ""}');
INSERT INTO "audit_images" VALUES(17,12,'checklist_items',6,2,'{"result": "open", "first_person_id": null, "first_at": null, "person_id": null, "at": null, "left_over": null}','{"result": "done", "first_person_id": 1, "first_at": {"ms": 1717380001579}, "person_id": 1, "at": {"ms": 1717380001579}, "left_over": 0}');
CREATE TABLE awaited_orders (
	order_no TEXT NOT NULL, 
	shop_id INTEGER NOT NULL, 
	parcel_id INTEGER NOT NULL, 
	PRIMARY KEY (order_no, shop_id, parcel_id), 
	FOREIGN KEY(parcel_id) REFERENCES parcels (id), 
	FOREIGN KEY(shop_id) REFERENCES shops (id)
)
 WITHOUT ROWID

;
INSERT INTO "awaited_orders" VALUES('9',1,1);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)VALUES('table','buyer_words','buyer_words',0,'CREATE VIRTUAL TABLE buyer_words USING fts5(words, initials, content='''', tokenize=''ascii'')');
CREATE TABLE 'buyer_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO "buyer_words_config" VALUES('version',4);
CREATE TABLE 'buyer_words_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO "buyer_words_data" VALUES(1,X'010404');
INSERT INTO "buyer_words_data" VALUES(10,X'000000000101010001010101');
INSERT INTO "buyer_words_data" VALUES(137438953473,X'0000005403306A79010601010401026D6A0106010103010479EE848101060101050106E4B880EE84810102050205B9B0E5AEB60102030106E5AEB6E4B8800102040104EE84806D01060101020403E4B9B00102020409090B0B0A0B0B');
CREATE TABLE 'buyer_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO "buyer_words_docsize" VALUES(1,X'0404');
CREATE TABLE 'buyer_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO "buyer_words_idx" VALUES(1,X'',2);
CREATE TABLE buyers (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	shop_id INTEGER NOT NULL, 
	nick TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(shop_id) REFERENCES shops (id), 
	UNIQUE (shop_id, nick)
);
INSERT INTO "buyers" VALUES(1,NULL,1,1,'买家一');
CREATE TABLE checklist_items (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	run_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	result TEXT NOT NULL, 
	person_id INTEGER, 
	at BIGINT, 
	left_over INTEGER, 
	why TEXT NOT NULL, title TEXT NOT NULL DEFAULT '', note_needed BOOLEAN NOT NULL DEFAULT 0, first_person_id INTEGER REFERENCES people(id), first_at BIGINT, number INTEGER, note TEXT NOT NULL DEFAULT '', 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES people (id), 
	FOREIGN KEY(run_id) REFERENCES checklist_runs (id), 
	UNIQUE (run_id, code)
);
INSERT INTO "checklist_items" VALUES(1,NULL,1,1,0,'accounts.main','open',NULL,NULL,NULL,'','',0,NULL,NULL,NULL,'');
INSERT INTO "checklist_items" VALUES(1,NULL,2,1,1,'refunds.not_stopped','open',NULL,NULL,NULL,'','',0,NULL,NULL,NULL,'');
INSERT INTO "checklist_items" VALUES(1,NULL,3,1,2,'refunds.due','open',NULL,NULL,NULL,'','',0,NULL,NULL,NULL,'');
INSERT INTO "checklist_items" VALUES(1,NULL,4,1,3,'leftovers.ownerless','open',NULL,NULL,NULL,'','',0,NULL,NULL,NULL,'');
INSERT INTO "checklist_items" VALUES(1,NULL,5,1,4,'changes.unconfirmed','open',NULL,NULL,NULL,'','',0,NULL,NULL,NULL,'');
INSERT INTO "checklist_items" VALUES(2,NULL,6,1,5,'orders.late','done',1,1717380001579,0,'','',0,1,1717380001579,NULL,'');
INSERT INTO "checklist_items" VALUES(1,NULL,7,1,6,'parcels.flagged','open',NULL,NULL,NULL,'','',0,NULL,NULL,NULL,'');
INSERT INTO "checklist_items" VALUES(1,NULL,8,1,7,'files.missing','open',NULL,NULL,NULL,'','',0,NULL,NULL,NULL,'');
CREATE TABLE checklist_runs (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	role TEXT NOT NULL, 
	occasion TEXT NOT NULL, 
	template_version INTEGER NOT NULL, 
	begun_at BIGINT NOT NULL, begun_by INTEGER REFERENCES people(id), due_at BIGINT, 
	PRIMARY KEY (id), 
	UNIQUE (day, role, occasion)
);
INSERT INTO "checklist_runs" VALUES(1,NULL,1,'2024-06-03','lead','start',2,1717380001550,1,1717378200000);
CREATE TABLE checklist_templates (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	occasion TEXT NOT NULL, 
	role TEXT NOT NULL, 
	edition INTEGER NOT NULL, 
	content JSON NOT NULL, 
	person_id INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (occasion, role), 
	FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "checklist_templates" VALUES(1,NULL,1,'weekly','lead',2,'{}',1,1717380003000);
CREATE TABLE checklist_walks (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	run_id INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	begun_by INTEGER NOT NULL, 
	begun_at BIGINT NOT NULL, 
	signed_by INTEGER, 
	signed_name TEXT NOT NULL, 
	signed_at BIGINT, 
	PRIMARY KEY (id), 
	UNIQUE (run_id), 
	FOREIGN KEY(run_id) REFERENCES checklist_runs (id), 
	FOREIGN KEY(begun_by) REFERENCES people (id), 
	FOREIGN KEY(signed_by) REFERENCES people (id)
);
INSERT INTO "checklist_walks" VALUES(1,NULL,1,1,1,1,1717380003000,NULL,'',NULL);
CREATE TABLE contacts (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	shop_id INTEGER NOT NULL, 
	digest TEXT NOT NULL, 
	receiver TEXT, 
	phone TEXT, 
	province TEXT, 
	city TEXT, 
	district TEXT, 
	address TEXT, 
	postcode TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(shop_id) REFERENCES shops (id), 
	UNIQUE (shop_id, digest)
);
INSERT INTO "contacts" VALUES(1,NULL,1,1,'df338c8a76b5dff0','张某','13800000000',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE done_marks (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	subject TEXT NOT NULL, 
	subject_id INTEGER NOT NULL, 
	what TEXT NOT NULL, 
	item TEXT NOT NULL, 
	note TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "done_marks" VALUES(1,NULL,1,'order',1,'payment_asked','orders.unpaid','',1,1717380003000);
CREATE TABLE import_runs (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	shop_id INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	as_of BIGINT NOT NULL, 
	began_at BIGINT NOT NULL, 
	ended_at BIGINT, 
	person_id INTEGER, 
	state TEXT NOT NULL, 
	staging TEXT NOT NULL, 
	holder TEXT NOT NULL, 
	busy_until BIGINT NOT NULL, 
	next_line INTEGER NOT NULL, 
	last_line INTEGER NOT NULL, 
	rows INTEGER NOT NULL, 
	added INTEGER NOT NULL, 
	changed INTEGER NOT NULL, 
	same INTEGER NOT NULL, 
	repeated INTEGER NOT NULL, 
	refused INTEGER NOT NULL, 
	fields JSON NOT NULL, 
	unknown_columns JSON NOT NULL, kind TEXT DEFAULT '' NOT NULL, tables JSON DEFAULT '{}' NOT NULL, header JSON DEFAULT '[]' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES people (id), 
	FOREIGN KEY(shop_id) REFERENCES shops (id)
);
INSERT INTO "import_runs" VALUES(3,NULL,1,1,'taobao.orders','x.csv','c6b02a4ffb4a4011ca14834d30650cfd070f126f10828f4b728af7812a5df3b9',428,1717293600000,1717380001123,1717380001146,1,'done','vm+26270+f429cd755b2f4e60871b99601dde31ba.db','vm:26270',1795337434767,5,4,3,2,0,0,0,1,'["order_no", "phone", "tracking_no", "buyer_nick", "receiver", "memo", "platform_word", "title", "courier_word", "placed_at", "paid_at", "total", "paid", "status", "courier", "contact_digest"]','[]','orders','{"staged_orders": ["order_no", "phone", "tracking_no", "buyer_nick", "receiver", "memo", "platform_word", "title", "courier_word", "placed_at", "paid_at", "total", "paid", "status", "courier", "contact_digest"]}','["\u8ba2\u5355\u7f16\u53f7", "\u4e70\u5bb6\u4f1a\u5458\u540d", "\u603b\u91d1\u989d", "\u4e70\u5bb6\u5b9e\u9645\u652f\u4ed8\u91d1\u989d", "\u8ba2\u5355\u72b6\u6001", "\u6536\u8d27\u4eba\u59d3\u540d", "\u8054\u7cfb\u624b\u673a", "\u8ba2\u5355\u521b\u5efa\u65f6\u95f4", "\u8ba2\u5355\u4ed8\u6b3e\u65f6\u95f4", "\u5b9d\u8d1d\u6807\u9898", "\u7269\u6d41\u5355\u53f7", "\u7269\u6d41\u516c\u53f8", "\u8ba2\u5355\u5907\u6ce8"]');
CREATE TABLE job_leases (
	name TEXT NOT NULL, 
	holder TEXT NOT NULL, 
	token INTEGER NOT NULL, 
	until BIGINT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "job_leases" VALUES('scheduler','test:1',1,1795337434276);
CREATE TABLE job_runs (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	token INTEGER NOT NULL, 
	began_at BIGINT NOT NULL, 
	ended_at BIGINT, 
	outcome TEXT NOT NULL, 
	figures JSON NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "job_runs" VALUES(1,'missing_files',1,1795337374286,1795337374300,'done','{"new": 1, "came": 0}');
INSERT INTO "job_runs" VALUES(2,'nothing',1,1795337374309,1795337374309,'done','{}');
CREATE TABLE missing_files (
	id INTEGER NOT NULL, 
	shop_id INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	day TEXT NOT NULL, 
	noticed_at BIGINT NOT NULL, 
	came_at BIGINT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(shop_id) REFERENCES shops (id), 
	UNIQUE (shop_id, source, day)
);
INSERT INTO "missing_files" VALUES(1,1,'taobao.orders','2024-06-03',1717380000875,NULL);
CREATE TABLE order_lines (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	order_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	quantity INTEGER, item_no TEXT, properties TEXT, code TEXT, product_id TEXT, price INTEGER, payable INTEGER, paid INTEGER, refunded INTEGER, refund_word TEXT, status TEXT, platform_word TEXT, source TEXT, as_of BIGINT, import_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(order_id) REFERENCES orders (id), 
	UNIQUE (order_id, position)
);
INSERT INTO "order_lines" VALUES(1,NULL,1,1,0,'红茶',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "order_lines" VALUES(1,NULL,2,1,1,'绿茶',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE order_notes (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	order_id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	PRIMARY KEY (order_id), 
	FOREIGN KEY(order_id) REFERENCES orders (id), 
	FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "order_notes" VALUES(3,NULL,1,'一',1,1717380001457);
CREATE TABLE order_prints (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	shop_id INTEGER NOT NULL, 
	order_no TEXT NOT NULL, 
	order_id INTEGER, 
	erp_no TEXT, 
	wave TEXT, 
	warehouse TEXT, 
	memo TEXT, 
	released_at BIGINT, 
	plan_at BIGINT, 
	slip_printed_at BIGINT, 
	slip_printed_as_of BIGINT, 
	slip_unprinted_as_of BIGINT, 
	waybill_printed_at BIGINT, 
	waybill_printed_as_of BIGINT, 
	waybill_unprinted_as_of BIGINT, 
	unshipped_as_of BIGINT, 
	source TEXT NOT NULL, 
	as_of BIGINT NOT NULL, 
	import_id INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(order_id) REFERENCES orders (id), 
	FOREIGN KEY(shop_id) REFERENCES shops (id), 
	UNIQUE (shop_id, order_no)
);
INSERT INTO "order_prints" VALUES(1,NULL,1,1,'2160000000000000007',1,NULL,'12-31',NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,'erp.slips',1,1);
CREATE TABLE order_sources (
	order_id INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	as_of BIGINT NOT NULL, 
	import_id INTEGER NOT NULL, 
	PRIMARY KEY (order_id, source), 
	FOREIGN KEY(order_id) REFERENCES orders (id)
)
 WITHOUT ROWID

;
INSERT INTO "order_sources" VALUES(1,'taobao.orders',1717293600000,1);
INSERT INTO "order_sources" VALUES(2,'taobao.orders',1717293600000,1);
CREATE TABLE orders (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	shop_id INTEGER NOT NULL, 
	order_no TEXT NOT NULL, 
	buyer_id INTEGER, 
	contact_id INTEGER, 
	status TEXT, 
	platform_word TEXT, 
	status_as_of BIGINT, 
	placed_at BIGINT, 
	paid_at BIGINT, 
	shipped_at BIGINT, 
	finished_at BIGINT, 
	refunded_at BIGINT, 
	settled_at BIGINT, 
	estimated TEXT NOT NULL, 
	ship_by_at BIGINT, 
	ship_by_estimated BOOLEAN NOT NULL, 
	house_due_at BIGINT, 
	due_at BIGINT, 
	pay_by_at BIGINT, 
	payable INTEGER, 
	postage INTEGER, 
	total INTEGER, 
	paid INTEGER, 
	refunded INTEGER, 
	title TEXT, 
	quantity INTEGER, 
	money_only BOOLEAN NOT NULL, 
	buyer_message TEXT, 
	memo TEXT, 
	closed_reason TEXT, picked_up_at BIGINT, signed_at BIGINT, refund_open_since BIGINT, kind_word TEXT, hold BOOLEAN, title_id INTEGER REFERENCES titles(id), presale BOOLEAN, 
	PRIMARY KEY (id), 
	FOREIGN KEY(buyer_id) REFERENCES buyers (id), 
	FOREIGN KEY(contact_id) REFERENCES contacts (id), 
	FOREIGN KEY(shop_id) REFERENCES shops (id), 
	UNIQUE (shop_id, order_no)
);
INSERT INTO "orders" VALUES(1,NULL,1,1,'2160000000000000007',1,1,'paid','买家已付款，等待卖家发货',1717293600000,1717228680000,1717228770000,NULL,NULL,NULL,NULL,'',1717401570000,1,1717257600000,1717257600000,1717487880000,NULL,NULL,5900,5900,NULL,'红茶，绿茶',NULL,0,NULL,'急',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO "orders" VALUES(1,NULL,2,1,'2160000000000000014',NULL,NULL,'shipped','卖家已发货，等待买家确认',1717293600000,1717228680000,1717228680000,1717293600000,NULL,NULL,NULL,'paid_at,shipped_at,',1717401480000,1,1717257600000,1717257600000,1717487880000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE parcel_orders (
	parcel_id INTEGER NOT NULL, 
	order_id INTEGER NOT NULL, 
	PRIMARY KEY (parcel_id, order_id), 
	FOREIGN KEY(order_id) REFERENCES orders (id), 
	FOREIGN KEY(parcel_id) REFERENCES parcels (id)
)
 WITHOUT ROWID

;
INSERT INTO "parcel_orders" VALUES(1,2);
CREATE TABLE parcel_scans (
	parcel_id INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	text TEXT NOT NULL, 
	state TEXT NOT NULL, 
	state_word TEXT, 
	place TEXT, 
	source TEXT NOT NULL, 
	import_id INTEGER NOT NULL, 
	PRIMARY KEY (parcel_id, at, text), 
	FOREIGN KEY(parcel_id) REFERENCES parcels (id)
)
 WITHOUT ROWID

;
INSERT INTO "parcel_scans" VALUES(1,1,'已揽收','picked_up',NULL,NULL,'kuaidi100',1);
CREATE TABLE parcels (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	shop_id INTEGER NOT NULL, 
	tracking_no TEXT NOT NULL, 
	courier TEXT, 
	courier_word TEXT, state TEXT, state_word TEXT, state_at BIGINT, picked_up_at BIGINT, last_scan_at BIGINT, signed_at BIGINT, returning_since BIGINT, back_at BIGINT, shipped_at BIGINT, over_at BIGINT, pickup_due_at BIGINT, move_due_at BIGINT, sign_due_at BIGINT, window_at BIGINT, confirm_at BIGINT, flagged_at BIGINT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(shop_id) REFERENCES shops (id), 
	UNIQUE (shop_id, tracking_no)
);
INSERT INTO "parcels" VALUES(1,NULL,1,1,'73190553102532','ZTO','中通快递',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1717293600000,NULL,1717380000000,NULL,NULL,1717898400000,1718157600000,1717380000000);
CREATE TABLE people (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	login TEXT NOT NULL, 
	name TEXT NOT NULL, 
	role TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (login)
);
INSERT INTO "people" VALUES(1,NULL,1,'lin','Lin','lead');
CREATE TABLE refund_sources (
	refund_id INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	as_of BIGINT NOT NULL, 
	import_id INTEGER NOT NULL, 
	PRIMARY KEY (refund_id, source), 
	FOREIGN KEY(refund_id) REFERENCES refunds (id)
)
 WITHOUT ROWID

;
INSERT INTO "refund_sources" VALUES(1,'taobao.refunds',1,1);
CREATE TABLE refunds (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	shop_id INTEGER NOT NULL, 
	refund_no TEXT NOT NULL, 
	order_no TEXT, 
	order_id INTEGER, 
	item_no TEXT, 
	buyer_id INTEGER, 
	status TEXT, 
	platform_word TEXT, 
	status_as_of BIGINT, 
	kind TEXT, 
	kind_word TEXT, 
	phase TEXT, 
	goods_state TEXT, 
	cs_word TEXT, 
	reason TEXT, 
	description TEXT, 
	fault TEXT, 
	memo TEXT, 
	operator TEXT, 
	title TEXT, 
	code TEXT, 
	return_tracking_no TEXT, 
	return_courier TEXT, 
	return_courier_word TEXT, 
	amount INTEGER, 
	paid INTEGER, 
	applied_at BIGINT, 
	opened_at BIGINT NOT NULL, 
	step_due_at BIGINT, 
	evidence_due_at BIGINT, 
	ended_at BIGINT, 
	over_at BIGINT, 
	paid_out_at BIGINT, act_by_at BIGINT NOT NULL DEFAULT 0, 
	PRIMARY KEY (id), 
	FOREIGN KEY(buyer_id) REFERENCES buyers (id), 
	FOREIGN KEY(order_id) REFERENCES orders (id), 
	FOREIGN KEY(shop_id) REFERENCES shops (id), 
	UNIQUE (shop_id, refund_no)
);
INSERT INTO "refunds" VALUES(1,NULL,1,1,'R1',NULL,1,NULL,NULL,'waiting_seller',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,0);
CREATE TABLE refused_rows (
	id INTEGER NOT NULL, 
	import_id INTEGER NOT NULL, 
	line INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	params JSON NOT NULL, 
	raw JSON NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(import_id) REFERENCES import_runs (id)
);
INSERT INTO "refused_rows" VALUES(1,1,4,'row.money_unreadable','{"column": "总金额", "value": "?"}','["2160000000000000021", "", "?", "", "", "", "", "2024-06-01 15:58:00", "", "", "", "", ""]');
CREATE TABLE returned_items (
	returned_id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	quantity INTEGER, 
	PRIMARY KEY (returned_id, code), 
	FOREIGN KEY(returned_id) REFERENCES returned_parcels (id)
)
 WITHOUT ROWID

;
INSERT INTO "returned_items" VALUES(1,'A-1',1);
CREATE TABLE returned_parcels (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	shop_id INTEGER NOT NULL, 
	package_no TEXT NOT NULL, 
	tracking_no TEXT, 
	courier TEXT, 
	courier_word TEXT, 
	order_no TEXT, 
	order_id INTEGER, 
	refund_no TEXT, 
	state_word TEXT, 
	got_at BIGINT, 
	buyer_id INTEGER, 
	contact_id INTEGER, 
	memo TEXT, 
	source TEXT NOT NULL, 
	as_of BIGINT NOT NULL, 
	import_id INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(buyer_id) REFERENCES buyers (id), 
	FOREIGN KEY(contact_id) REFERENCES contacts (id), 
	FOREIGN KEY(order_id) REFERENCES orders (id), 
	FOREIGN KEY(shop_id) REFERENCES shops (id), 
	UNIQUE (shop_id, package_no)
);
INSERT INTO "returned_parcels" VALUES(1,NULL,1,1,'P1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'erp.returns',1,1);
CREATE TABLE shops (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	tag TEXT NOT NULL, 
	name TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	settings JSON NOT NULL, 
	made_at BIGINT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (tag)
);
INSERT INTO "shops" VALUES(1,NULL,1,'茶','茶行','tmall','{}',1717380000843);
CREATE TABLE stages_seen (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	order_id INTEGER NOT NULL, 
	stage TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	PRIMARY KEY (order_id), 
	FOREIGN KEY(order_id) REFERENCES orders (id), 
	FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "stages_seen" VALUES(1,NULL,1,'printed',1,1717380001531);
CREATE TABLE stock_items (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	shop_id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	title TEXT, 
	properties TEXT, 
	quantity INTEGER, 
	warehouse TEXT, 
	source TEXT NOT NULL, 
	as_of BIGINT NOT NULL, 
	import_id INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(shop_id) REFERENCES shops (id), 
	UNIQUE (shop_id, code)
);
INSERT INTO "stock_items" VALUES(1,NULL,1,1,'A-1',NULL,NULL,7,NULL,'stock',1,1);
INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)VALUES('table','title_words','title_words',0,'CREATE VIRTUAL TABLE title_words USING fts5(words, initials, content='''', tokenize=''ascii'')');
CREATE TABLE 'title_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO "title_words_config" VALUES('version',4);
CREATE TABLE 'title_words_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO "title_words_data" VALUES(1,X'010606');
INSERT INTO "title_words_data" VALUES(10,X'000000000101010001010101');
INSERT INTO "title_words_data" VALUES(137438953473,X'00000076053063EE80AC010601010403028481010601010701026863010601010301026C6301060101060106E7BAA2E88CB60102030205BBBFE88CB60102060106E88CB6EE80AC010204050284810102070104EE80AC6C01060101050403E7BBBF010205020384806801060101020403E7BAA2010202040B0909090B0A0B070B080A');
CREATE TABLE 'title_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO "title_words_docsize" VALUES(1,X'0606');
CREATE TABLE 'title_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO "title_words_idx" VALUES(1,X'',2);
CREATE TABLE titles (
	id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (text)
);
INSERT INTO "titles" VALUES(1,'红茶，绿茶');
CREATE TABLE walk_agreements (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	walk_id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	owner_id INTEGER, 
	due_at BIGINT, 
	"left" INTEGER, 
	text TEXT NOT NULL, 
	at BIGINT NOT NULL, signed_at BIGINT, 
	PRIMARY KEY (id), 
	UNIQUE (walk_id, code), 
	FOREIGN KEY(walk_id) REFERENCES checklist_walks (id), 
	FOREIGN KEY(owner_id) REFERENCES people (id)
);
INSERT INTO "walk_agreements" VALUES(1,NULL,1,1,'orders.late',1,NULL,NULL,'',1717380003000,NULL);
CREATE TABLE waves (
	version INTEGER NOT NULL, 
	withdrawn_at BIGINT, 
	id INTEGER NOT NULL, 
	shop_id INTEGER NOT NULL, 
	wave TEXT NOT NULL, 
	slip_printed_at BIGINT, 
	slip_printed_as_of BIGINT, 
	slip_unprinted_as_of BIGINT, 
	waybill_printed_at BIGINT, 
	waybill_printed_as_of BIGINT, 
	waybill_unprinted_as_of BIGINT, 
	accepted BOOLEAN, 
	cancelled BOOLEAN, 
	orders INTEGER, 
	made_at BIGINT, 
	source TEXT NOT NULL, 
	as_of BIGINT NOT NULL, 
	import_id INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(shop_id) REFERENCES shops (id), 
	UNIQUE (shop_id, wave)
);
INSERT INTO "waves" VALUES(1,NULL,1,1,'12-31',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'erp.waves',1,1);
CREATE INDEX ix_job_runs_name ON job_runs (name, id);
CREATE INDEX ix_audit_about ON audit_entries (about, about_id, id);
CREATE INDEX ix_audit_person ON audit_entries (person_id, id);
CREATE INDEX ix_import_runs_source ON import_runs (shop_id, source, as_of);
CREATE INDEX ix_import_runs_state ON import_runs (state);
CREATE INDEX ix_parcels_number ON parcels (tracking_no);
CREATE INDEX ix_audit_image_entry ON audit_images (entry_id);
CREATE INDEX ix_audit_image_row ON audit_images (table_name, row_id);
CREATE INDEX ix_orders_buyer ON orders (buyer_id, placed_at);
CREATE INDEX ix_orders_number ON orders (order_no);
CREATE INDEX ix_orders_open_placed ON orders (placed_at, id) WHERE paid_at IS NOT NULL AND shipped_at IS NULL AND settled_at IS NULL AND money_only IS 0;
CREATE INDEX ix_orders_placed ON orders (placed_at, id);
CREATE INDEX ix_orders_refunded_placed ON orders (placed_at, id) WHERE refunded_at IS NOT NULL;
CREATE INDEX ix_orders_unpaid_pay_by ON orders (pay_by_at, id) WHERE paid_at IS NULL AND settled_at IS NULL;
CREATE INDEX ix_refused_rows_run ON refused_rows (import_id, line);
CREATE INDEX ix_parcel_orders_order ON parcel_orders (order_id);
CREATE UNIQUE INDEX ix_order_prints_order ON order_prints (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX ix_order_prints_unlinked ON order_prints (shop_id, order_no) WHERE order_id IS NULL;
CREATE INDEX ix_order_prints_wave ON order_prints (shop_id, wave) WHERE wave IS NOT NULL;
CREATE INDEX ix_refunds_open_step ON refunds (step_due_at, id) WHERE over_at IS NULL;
CREATE INDEX ix_refunds_order ON refunds (order_id);
CREATE INDEX ix_refunds_paid_out ON refunds (paid_out_at, id) WHERE paid_out_at IS NOT NULL;
CREATE INDEX ix_refunds_unlinked ON refunds (shop_id, order_no) WHERE order_id IS NULL;
CREATE INDEX ix_returned_parcels_number ON returned_parcels (tracking_no);
CREATE INDEX ix_returned_parcels_order ON returned_parcels (order_id);
CREATE INDEX ix_returned_parcels_unlinked ON returned_parcels (shop_id, order_no) WHERE order_id IS NULL;
CREATE INDEX ix_import_runs_began ON import_runs (began_at);
CREATE INDEX ix_orders_money_only ON orders (shop_id) WHERE money_only IS 1;
CREATE INDEX ix_orders_title ON orders (title_id, placed_at) WHERE title_id IS NOT NULL;
CREATE INDEX ix_orders_contact ON orders (contact_id);
CREATE INDEX ix_done_marks_row ON done_marks (subject, subject_id, at) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_done_marks_day ON done_marks (subject, at, subject_id) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_assignments_owner ON assignments (owner_id, due_at);
CREATE INDEX ix_orders_on_way ON orders (shipped_at, id) WHERE shipped_at IS NOT NULL AND settled_at IS NULL AND money_only IS 0;
CREATE INDEX ix_order_lines_code ON order_lines (code, order_id) WHERE code IS NOT NULL;
CREATE INDEX ix_stock_items_quantity ON stock_items (quantity, id, shop_id) WHERE quantity IS NOT NULL;
CREATE INDEX ix_parcels_stuck ON parcels (move_due_at, id) WHERE move_due_at IS NOT NULL AND returning_since IS NULL AND signed_at IS NULL AND over_at IS NULL;
CREATE INDEX ix_parcels_unsigned ON parcels (sign_due_at, id) WHERE sign_due_at IS NOT NULL AND returning_since IS NULL AND signed_at IS NULL AND over_at IS NULL;
CREATE INDEX ix_parcels_window ON parcels (window_at, id, courier) WHERE window_at IS NOT NULL AND signed_at IS NULL AND over_at IS NULL;
CREATE INDEX ix_parcels_back ON parcels (returning_since, id) WHERE returning_since IS NOT NULL AND back_at IS NULL;
CREATE INDEX ix_parcels_problem ON parcels (state_at, id) WHERE state IN ('problem', 'lost') AND signed_at IS NULL AND over_at IS NULL;
CREATE INDEX ix_parcels_flagged ON parcels (flagged_at, id) WHERE flagged_at IS NOT NULL;
CREATE INDEX ix_returned_parcels_awaited ON returned_parcels (as_of, id) WHERE got_at IS NULL;
CREATE INDEX ix_assignments_given ON assignments (at, owner_id) WHERE owner_id IS NOT NULL AND withdrawn_at IS NULL;
CREATE INDEX ix_refunds_opened ON refunds (opened_at, id, over_at, paid_out_at);
CREATE INDEX ix_orders_open_due ON orders (due_at, id, house_due_at, shop_id, picked_up_at) WHERE paid_at IS NOT NULL AND shipped_at IS NULL AND settled_at IS NULL AND money_only IS 0;
CREATE INDEX ix_refunds_open_act ON refunds (act_by_at, id, opened_at, over_at) WHERE over_at IS NULL;
CREATE INDEX ix_orders_open_ship_by ON orders (ship_by_at, id, shop_id, picked_up_at) WHERE paid_at IS NOT NULL AND shipped_at IS NULL AND settled_at IS NULL AND money_only IS 0;
CREATE INDEX ix_parcels_unpicked ON parcels (shipped_at, id, pickup_due_at) WHERE shipped_at IS NOT NULL AND picked_up_at IS NULL AND signed_at IS NULL AND over_at IS NULL;
CREATE INDEX ix_parcels_unpicked_courier ON parcels (courier, shipped_at) WHERE shipped_at IS NOT NULL AND picked_up_at IS NULL AND signed_at IS NULL AND over_at IS NULL;
CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
CREATE TRIGGER audit_images_no_update BEFORE UPDATE ON audit_images BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
CREATE TRIGGER audit_images_no_delete BEFORE DELETE ON audit_images BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
CREATE INDEX ix_orders_tail ON orders(substr(order_no, -4));
CREATE INDEX ix_parcels_tail ON parcels(substr(tracking_no, -4));
CREATE INDEX ix_contacts_tail ON contacts(substr(phone, -4));
CREATE INDEX ix_refunds_running ON refunds(coalesce(paid_out_at, opened_at + 3155760000000), id) WHERE over_at IS NULL OR paid_out_at IS NOT NULL;
PRAGMA writable_schema=OFF;
COMMIT;
